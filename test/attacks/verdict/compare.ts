export type Snapshot = ReadonlyMap<string, string>

/** What is different, gone or new, a sentence each. */
export function changesBetween(before: Snapshot, after: Snapshot): string[] {
  const names = [...new Set([...before.keys(), ...after.keys()])]
  return names
    .filter((name) => before.get(name) !== after.get(name))
    .map(
      (name) => `${name} was ${before.get(name) ?? 'not there'}, is ${after.get(name) ?? 'gone'}`,
    )
}
