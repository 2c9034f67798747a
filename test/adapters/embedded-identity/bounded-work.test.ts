import { describe, expect, it } from '@jest/globals'
import { createBoundedWork } from '../../../adapters/embedded-identity/bounded-work.ts'

/** Work that goes on until it is let go; `begun` waits until it has begun. */
function held() {
  const started: number[] = []
  const gates = new Map([1, 2, 3, 4].map((n) => [n, Promise.withResolvers<void>()]))
  const begins = new Map([1, 2, 3, 4].map((n) => [n, Promise.withResolvers<void>()]))
  return {
    started,
    work: (n: number) => async () => {
      started.push(n)
      begins.get(n)?.resolve()
      await gates.get(n)?.promise
      return n
    },
    begun: (n: number) => begins.get(n)?.promise,
    finish: (n: number) => gates.get(n)?.resolve(),
  }
}

describe('bounded work', () => {
  it('runs so much at once, and the rest in the order in which it came', async () => {
    const bounded = createBoundedWork({ atOnce: 2, waitingMax: 2 })
    const { started, work, begun, finish } = held()
    const all = [1, 2, 3, 4].map((n) => bounded(work(n)))
    await Promise.all([begun(1), begun(2)])
    expect(started).toEqual([1, 2])
    finish(2)
    await begun(3)
    expect(started).toEqual([1, 2, 3])
    finish(1)
    await begun(4)
    finish(3)
    finish(4)
    expect(await Promise.all(all)).toEqual([1, 2, 3, 4])
  })

  it('refuses what would wait in too long a line', async () => {
    const bounded = createBoundedWork({ atOnce: 1, waitingMax: 1 })
    const { work, finish } = held()
    const [first, second, third] = [1, 2, 3].map((n) => bounded(work(n)))
    await expect(third).rejects.toMatchObject({ code: 'unavailable' })
    finish(1)
    finish(2)
    expect(await Promise.all([first, second])).toEqual([1, 2])
  })

  it('goes on after work that fails', async () => {
    const bounded = createBoundedWork({ atOnce: 1, waitingMax: 1 })
    const failing = bounded(() => Promise.reject(new Error('no')))
    const next = bounded(async () => 'yes')
    await expect(failing).rejects.toThrow('no')
    expect(await next).toBe('yes')
  })
})
