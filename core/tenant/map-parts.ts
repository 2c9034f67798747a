/** The same topics, or credentials, each changed, under the same keys. */
export function mapParts<T>(
  parts: Readonly<Record<string, T>>,
  change: (part: T) => T,
): Readonly<Record<string, T>> {
  return Object.fromEntries(Object.entries(parts).map(([key, part]) => [key, change(part)]))
}
