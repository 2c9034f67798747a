export interface FoundGroup {
  readonly kafkaName: string
  readonly hasMembers: boolean
}

/** The consumer groups that bear the prefix of one tenant. */
export interface TenantGroups {
  readonly count: number
  readonly withMembers: number
  /** All of them, unless there are more than anybody can hold: then some. */
  readonly listed: readonly FoundGroup[]
}

export interface FoundGroups {
  readonly byTenant: ReadonlyMap<string, TenantGroups>
  /** False when a broker did not answer: there may be more. */
  readonly complete: boolean
}

/** Beyond these, groups are counted and not named. The largest plan has 4,000. */
const LISTED_A_TENANT_MAX = 100_000
const CHARACTERS_A_TENANT_MAX = 8_000_000
const CHARACTERS_MAX = 40_000_000

/** Counts groups as a cluster tells of them, in bounded memory: a name may have 32,767 bytes, and there may be millions. */
export class GroupTally {
  readonly #byTenant = new Map<string, Counted>()
  #characters = 0

  /** A group without a tenant's prefix is left out. */
  add(kafkaName: string, hasMembers: boolean): void {
    // Not to the end of the name, which may hold anything, line feeds too.
    const [, tenantId] = /^([a-z][a-z0-9]{11})\./.exec(kafkaName) ?? []
    if (tenantId === undefined) return
    const own = this.#byTenant.get(tenantId) ?? nothing()
    this.#byTenant.set(tenantId, own)
    // Two brokers may answer for a group that moves from one to the other.
    if (own.names.has(kafkaName)) return
    own.count += 1
    if (hasMembers) own.withMembers += 1
    const { length } = kafkaName
    if (own.listed.length >= LISTED_A_TENANT_MAX) return
    if (own.characters + length > CHARACTERS_A_TENANT_MAX) return
    if (this.#characters + length > CHARACTERS_MAX) return
    own.names.add(kafkaName)
    own.listed.push({ kafkaName, hasMembers })
    own.characters += length
    this.#characters += length
  }

  found(complete: boolean): FoundGroups {
    return { byTenant: this.#byTenant, complete }
  }
}

interface Counted {
  count: number
  withMembers: number
  characters: number
  readonly names: Set<string>
  readonly listed: FoundGroup[]
}

function nothing(): Counted {
  return { count: 0, withMembers: 0, characters: 0, names: new Set(), listed: [] }
}
