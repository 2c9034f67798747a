import { stateOf, type Tenant } from '../../core/tenant/tenant.ts'
import { unrest } from '../core/fixtures/unrest.ts'
import { type Standing, standing, wantedStanding } from '../core/fixtures/wanted-cluster.ts'
import type { World } from '../core/fixtures/world.ts'

/** A world at rest, without what chance and the hour of the day put into it. */
export interface EndState {
  readonly tenants: readonly unknown[]
  readonly names: readonly string[]
  /** Every operation and audit event, in words and sorted: one too many shows as well as one too few. */
  readonly records: readonly string[]
  readonly cluster: Standing
  /** What is wrong with it, whatever it is compared with. */
  readonly faults: readonly string[]
}

/** `requests`: how many were made, each of which leaves one operation and one audit event. */
export async function endStateOf(world: World, requests: number): Promise<EndState> {
  const { database } = world
  const tenants = [...database.tenants.values()]
  const cluster = await standing(world)
  const wanted = wantedStanding(world)
  const state = {
    tenants: tenants.map(lasting),
    names: [...database.names.values()].flatMap((names) => [...names.keys()]),
    records: recordsOf(world),
    cluster: { ...cluster, quotas: cluster.quotas.map(withoutAmounts) },
    faults: [
      ...unrest(world),
      ...differences(wanted, cluster, 'the cluster as it should be'),
      ...miscounts(world, requests),
    ],
  }
  const end: EndState = JSON.parse(withoutIds(JSON.stringify(state), tenants))
  return { ...end, records: end.records.toSorted() }
}

function miscounts({ database }: World, requests: number): readonly string[] {
  const operations = database.operations.size
  const events = [...database.auditEvents.values()].filter(({ actor }) => actor !== 'system').length
  return operations === requests && events === requests
    ? []
    : [`${requests} requests left ${operations} operations and ${events} audit events`]
}

/** Where two of anything that JSON can say differ: one line for each part, from a little before the first difference. */
export function differences<T extends object>(wanted: T, found: T, than: string): string[] {
  return Object.entries(found).flatMap(([part, value]) => {
    const is = JSON.stringify(value)
    const should = JSON.stringify(Reflect.get(wanted, part))
    if (is === should) return []
    const from = Math.max(0, [...is].findIndex((letter, n) => letter !== should[n]) - 60)
    const [found, wished] = [is, should].map((text) => text.slice(from, from + 160))
    return [`${part}: …${found}… is not ${than}: …${wished}…`]
  })
}

/** An even part of the plan among as many credentials as there were then, which depends on when the crash came. */
function withoutAmounts(quota: string): string {
  return quota.replace(/:[0-9.]+/g, '')
}

/** Times become true or null; how often something was written is nobody's business. */
function lasting(tenant: Tenant): unknown {
  const state = stateOf(tenant)
  // What a tenant that is gone had reached before depends on when the crash came.
  const told = state === 'deleted' ? { name: tenant.name, holds: tenant.holds } : tenant
  // A crash takes time, so that the minute that changes are counted in may be another one.
  const text = JSON.stringify({ ...told, state, version: 0, topicChanges: 0 }, (key, value) =>
    /At$|^since$|^until$|^quota$/.test(key) && value !== null ? true : value,
  )
  return JSON.parse(text)
}

function recordsOf(world: World): readonly string[] {
  const { database } = world
  return [
    ...[...database.operations.values()].map(({ resource, state }) => `${resource} ${state}`),
    ...[...database.auditEvents.values()].map(({ action, outcome }) => `${action} ${outcome}`),
    ...[...database.tenants.values()].map((tenant) => `pays for ${lastPaid(world, tenant)}`),
  ]
}

/** By the ledger, not by the tenant: this is what ends up on the invoice. */
function lastPaid({ database }: World, { id }: Tenant): string {
  const own = [...database.planChanges.values()].filter(({ tenantId }) => tenantId === id)
  return own.toSorted((a, b) => a.order - b.order).at(-1)?.plan ?? 'nothing'
}

/** Ids by what they belong to: names of tenants and numbers of credentials are the same in every run. */
function withoutIds(text: string, tenants: readonly Tenant[]): string {
  const credentials = tenants.flatMap((tenant) => Object.values(tenant.credentials))
  const named = [
    ...tenants.map(({ id, name }) => [id, `<${name}>`] as const),
    ...credentials.map(({ id, number }) => [id, `<credential ${number}>`] as const),
  ]
  return named
    .reduce((rest, [id, name]) => rest.replaceAll(id, name), text)
    .replaceAll(/\b(op|crd)_[a-z0-9]{20}\b/g, '<$1>')
}
