/**
 * Many who ask at once get one answer: whoever comes while a look is under way waits for that one. A thousand health
 * checks would otherwise be a thousand questions to the broker, and make it seem to be down.
 */
export function sharedLook<T>(): (look: () => Promise<T>) => Promise<T> {
  const underWay = new WeakMap<() => Promise<T>, Promise<T>>()
  return (look) => {
    const current = underWay.get(look)
    if (current !== undefined) return current
    const begun = look().finally(() => underWay.delete(look))
    underWay.set(look, begun)
    return begun
  }
}
