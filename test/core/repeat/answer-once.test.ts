import { describe, expect, it } from '@jest/globals'
import { memoryAnswerStore } from '../../../adapters/memory/memory-answer-store.ts'
import { memoryDatabase } from '../../../adapters/memory/memory-database.ts'
import { ServiceError } from '../../../core/kernel/service-error.ts'
import { answerOnce, type Once } from '../../../core/repeat/answer-once.ts'
import { ANSWER_KEPT_MS, type AnswerStore, type RepeatMark } from '../../../core/repeat/repeat.ts'

const RESOURCE = '/v1/account/members/mem_x'

function setup(instead: Partial<AnswerStore> = {}) {
  const clock = { now: () => 1_000 }
  const answers = { ...memoryAnswerStore(memoryDatabase(clock)), ...instead }
  const faults: unknown[] = []
  const pauses: number[] = []
  let attempts = 0
  const mark = (more: Partial<RepeatMark> = {}): RepeatMark => ({
    accountId: 'acc_a',
    actorId: 'mem_a',
    key: 'k',
    requestHash: 'sealed',
    attemptId: `try_${++attempts}`,
    expiresAt: clock.now() + ANSWER_KEPT_MS,
    ...more,
  })
  const once = (run: () => Promise<string>, more: Partial<Once<string>> = {}): Once<string> => ({
    run,
    keeping: () => 'keep',
    ...more,
  })
  const deps = {
    answers,
    report: (error: unknown) => void faults.push(error),
    pause: async (ms: number) => void pauses.push(ms),
  }
  return { answers, deps, mark, once, faults, pauses }
}

const refusedAs = (code: string) => expect.objectContaining({ code })
const never = () => Promise.reject(new Error('It was done twice.'))

describe('A request that is sent again', () => {
  it('whose first was done by a process that died before it answered is told so, and what it was about', async () => {
    const { answers, deps, mark, once, pauses } = setup()
    const dies = async () => {
      await answers.keep({ ...first, resource: RESOURCE })
      throw new Error('Killed.')
    }
    const first = mark()
    await expect(answerOnce(deps, first, once(dies))).rejects.toThrow('Killed.')
    await expect(answerOnce(deps, mark(), once(never))).rejects.toMatchObject({
      code: 'already_answered',
      message: expect.stringContaining(RESOURCE),
    })
    expect(pauses.reduce((sum, ms) => sum + ms, 0)).toBe(2_000)
  })

  it('may be told what cannot be kept, of the thing that was made', async () => {
    const { answers, deps, mark, once } = setup()
    const first = mark()
    const run = async () => {
      await answers.keep({ ...first, resource: RESOURCE })
      return 'secret'
    }
    const kept = { keeping: () => 'withhold' as const, again: async (id: string) => `again ${id}` }
    expect(await answerOnce(deps, first, once(run, kept))).toBe('secret')
    expect(await answers.find('acc_a', 'k')).toMatchObject({ withheld: true, resource: RESOURCE })
    expect(await answerOnce(deps, mark(), once(never, kept))).toBe('again mem_x')
  })

  it('waits for the answer of one that is under way', async () => {
    const { answers, deps, mark, once } = setup()
    const first = mark()
    await answers.keep(first)
    const pause = async () => answers.keep({ ...first, answer: 'done' })
    expect(await answerOnce({ ...deps, pause }, mark(), once(never))).toBe('done')
  })

  it('is decided anew after a refusal', async () => {
    const { deps, mark, once } = setup()
    const refuses = () => Promise.reject(new ServiceError('limit_reached', 'Full.'))
    await expect(answerOnce(deps, mark(), once(refuses))).rejects.toEqual(
      refusedAs('limit_reached'),
    )
    expect(
      await answerOnce(
        deps,
        mark(),
        once(async () => 'done'),
      ),
    ).toBe('done')
  })

  it('hears its own refusal, when what it did first was done and the rest was not', async () => {
    const { answers, deps, mark, once } = setup()
    const first = mark()
    const stops = async () => {
      await answers.keep(first)
      throw new ServiceError('conflict', 'Half-way.')
    }
    await expect(answerOnce(deps, first, once(stops))).rejects.toThrow('Half-way.')
  })

  it('is answered as it was by an earlier release, and to nobody with another request', async () => {
    const { answers, deps, mark, once } = setup()
    const { actorId: _, attemptId: __, ...former } = mark({ requestHash: 'plain' })
    await answers.keep({ ...former, answer: 'former' })
    expect(await answerOnce(deps, mark(), once(never, { formerHash: 'plain' }))).toBe('former')
    const other = answerOnce(deps, mark(), once(never, { formerHash: 'other' }))
    await expect(other).rejects.toEqual(refusedAs('idempotency_mismatch'))
  })

  it('is a mismatch for another member, who hears nothing of it', async () => {
    const { deps, mark, once } = setup()
    await answerOnce(
      deps,
      mark(),
      once(async () => 'done'),
    )
    const other = answerOnce(deps, mark({ actorId: 'mem_b' }), once(never))
    await expect(other).rejects.toEqual(refusedAs('idempotency_mismatch'))
  })

  it('is answered though its answer cannot be kept, which is reported', async () => {
    const broken = new ServiceError('unavailable', 'No answer.')
    const { deps, mark, once, faults } = setup({ keep: () => Promise.reject(broken) })
    expect(
      await answerOnce(
        deps,
        mark(),
        once(async () => 'done'),
      ),
    ).toBe('done')
    expect(faults).toEqual([broken])
  })
})
