import { describe, expect, it } from '@jest/globals'
import { openScope, undoneTogether } from '../../local/scope.ts'

describe('What is undone together', () => {
  it('is one step of its scope, in which nobody waits for another', async () => {
    const scope = openScope()
    const steps: string[] = []
    const [first, second] = [Promise.withResolvers<void>(), Promise.withResolvers<void>()]
    await scope.defer(() => void steps.push('before'))
    const together = await undoneTogether(scope)
    await together.defer(async () => {
      first.resolve()
      await second.promise
    })
    await together.defer(async () => {
      await first.promise
      second.resolve()
    })
    await scope.defer(() => void steps.push('after'))

    await scope.close()

    expect(steps).toEqual(['after', 'before'])
  })

  it('keeps nothing from its end by failing, and tells of it', async () => {
    const scope = openScope()
    const together = await undoneTogether(scope)
    const ended: string[] = []
    await together.defer(() => Promise.reject(new Error('no')))
    await together.defer(() => void ended.push('other'))

    await expect(scope.close()).rejects.toThrow('could not be stopped')

    expect(ended).toEqual(['other'])
  })

  it('is undone at once when it comes too late', async () => {
    const scope = openScope()
    const together = await undoneTogether(scope)
    await scope.close()
    let isUndone = false

    await together.defer(() => {
      isUndone = true
    })

    expect(isUndone).toBe(true)
  })
})
