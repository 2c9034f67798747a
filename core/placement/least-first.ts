/** Hands out the item with the least key first; one that was taken out may be put back with another key. */
export interface LeastFirst<T> {
  put(item: T, key: number): void
  take(): T | undefined
}

interface Entry<T> {
  readonly item: T
  readonly key: number
  /** Of equal keys the one that was put first goes first, so that the outcome never hangs on chance. */
  readonly order: number
}

/** A binary heap: each call costs the logarithm of how many there are. */
export function leastFirst<T>(): LeastFirst<T> {
  const heap: Entry<T>[] = []
  let puts = 0

  function before(a: number, b: number): boolean {
    const [first, second] = [heap[a], heap[b]]
    if (first === undefined || second === undefined) return first !== undefined
    return first.key < second.key || (first.key === second.key && first.order < second.order)
  }

  function swap(a: number, b: number): void {
    const [first, second] = [heap[a], heap[b]]
    if (first === undefined || second === undefined) return
    heap[a] = second
    heap[b] = first
  }

  function rise(from: number): void {
    for (let at = from; at > 0; ) {
      const parent = (at - 1) >> 1
      if (!before(at, parent)) return
      swap(at, parent)
      at = parent
    }
  }

  function sink(): void {
    for (let at = 0; ; ) {
      const [left, right] = [2 * at + 1, 2 * at + 2]
      const child = before(right, left) ? right : left
      if (!before(child, at)) return
      swap(at, child)
      at = child
    }
  }

  return {
    put(item, key) {
      heap.push({ item, key, order: puts })
      puts += 1
      rise(heap.length - 1)
    },
    take() {
      const first = heap[0]
      const last = heap.pop()
      if (first === undefined || last === undefined || heap.length === 0) return first?.item
      heap[0] = last
      sink()
      return first.item
    },
  }
}
