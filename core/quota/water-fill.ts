/**
 * Divides an amount: whoever wishes for little gets it all, and the others share the rest evenly. A wish may be infinite;
 * none may be negative. What nobody wishes for is left over.
 */
export function waterFill(amount: number, wishes: readonly number[]): readonly number[] {
  const order = wishes.map((wish, place) => ({ wish, place })).sort((a, b) => a.wish - b.wish)
  const given = new Map<number, number>()
  let left = Math.max(0, amount)
  for (const [n, { wish, place }] of order.entries()) {
    const part = Math.min(wish, left / (order.length - n))
    given.set(place, part)
    left -= part
  }
  return wishes.map((_, place) => given.get(place) ?? 0)
}
