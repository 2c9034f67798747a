import { nameInTenant } from '../../usage/owner-of.ts'
import type { FoundGroup, TenantGroups } from './group-tally.ts'

/** The roll keeps the names in one item, of at most 400 KB. Longer ones than anybody gives are not remembered. */
const NAME_CHARACTERS_MAX = 255
const CHARACTERS_MAX = 120_000

/**
 * Groups by what their tenant would miss most: those that earlier sweeps knew, in the order in which they came; then those
 * in use now; then by name. What appears all at once is behind everything that was there before, in use or not.
 */
export function rankGroups(
  groups: readonly FoundGroup[],
  known: readonly string[],
): readonly FoundGroup[] {
  const places = new Map(known.map((name, n) => [name, n]))
  const placed = groups.map((group) => ({
    ...group,
    place: places.get(nameInTenant(group.kafkaName)) ?? known.length,
  }))
  return placed
    .toSorted(
      (a, b) =>
        a.place - b.place ||
        Number(b.hasMembers) - Number(a.hasMembers) ||
        (a.kafkaName < b.kafkaName ? -1 : 1),
    )
    .map(({ kafkaName, hasMembers }) => ({ kafkaName, hasMembers }))
}

/**
 * The names (without the prefix) that are known after a look: `limit` of them at most. Who is known stays so while the
 * group is there, and others get only the places that are free.
 */
export function rememberGroups(
  known: readonly string[],
  found: TenantGroups,
  { limit, complete }: { readonly limit: number; readonly complete: boolean },
): readonly string[] {
  const present = rankGroups(found.listed, known).map(({ kafkaName }) => nameInTenant(kafkaName))
  if (complete && found.listed.length === found.count) return bounded(present, limit)
  // Who was not listed may be there all the same.
  return bounded([...new Set([...known, ...present])], limit)
}

function bounded(names: readonly string[], limit: number): readonly string[] {
  let characters = 0
  return names.slice(0, limit).filter(({ length }) => {
    if (length > NAME_CHARACTERS_MAX || characters + length > CHARACTERS_MAX) return false
    characters += length
    return true
  })
}
