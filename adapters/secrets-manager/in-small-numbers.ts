/** `Promise.all` over `items` with at most `limit` of them in the works. Answers as they come; the first error ends it. */
export async function inSmallNumbers<T, R>(
  items: readonly T[],
  limit: number,
  work: (item: T) => Promise<R>,
): Promise<readonly R[]> {
  const results: R[] = []
  const queue = items.values()
  const worker = async (): Promise<void> => {
    // The iterator is shared: each worker takes the next item that nobody has.
    for (const item of queue) results.push(await work(item))
  }
  await Promise.all(Array.from({ length: Math.min(limit, items.length) }, worker))
  return results
}
