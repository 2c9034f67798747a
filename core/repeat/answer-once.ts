import { ServiceError } from '../kernel/service-error.ts'
import {
  AnsweredMeanwhile,
  type AnswerStore,
  type RepeatMark,
  type RepeatRecord,
} from './repeat.ts'

export interface AnswerOnceDeps {
  readonly answers: AnswerStore
  readonly pause: (ms: number) => Promise<void>
  /** What went wrong when an answer was to be kept: its request was done all the same. */
  readonly report: (error: unknown) => void
}

export interface Once<Answer> {
  run(): Promise<Answer>
  /** The hash as an earlier release wrote it: not sealed. */
  readonly formerHash?: string
  /** `recorded`: in the transaction of what was done. `withhold` what holds a secret, or says who somebody is. */
  keeping(answer: Answer): 'recorded' | 'keep' | 'withhold'
  /** The answer that is not kept, once more, from the thing that was made; undefined when it cannot be told again. */
  again?(id: string): Promise<Answer | undefined>
}

/** Whoever comes while the first is being answered waits so long for that answer. */
const WAIT_MS = 2_000
const LOOK_EVERY_MS = 50

/**
 * Runs a request once, however often it is sent with its key: a repeat hears the first answer. `idempotency_mismatch` for
 * another request, or another member or token, under the key; `already_answered` where the answer is not kept and cannot
 * be told again, or was lost with the process that made it. A refusal is no answer: it is decided anew.
 */
export async function answerOnce<Answer>(
  deps: AnswerOnceDeps,
  mark: RepeatMark,
  once: Once<Answer>,
): Promise<Answer> {
  const earlier = await findRecord(deps, mark, once.formerHash)
  if (earlier !== undefined) return await repeated(deps, mark, earlier, once)
  let answer: Answer
  try {
    answer = await once.run()
  } catch (error) {
    const first = await whoWasFirst(deps, mark, error)
    if (first === undefined) throw error
    return await repeated(deps, mark, first, once)
  }
  return await kept(deps, mark, once, answer)
}

/** Another with the same key may have been the reason: it took the name, or the last place. */
async function whoWasFirst(
  deps: AnswerOnceDeps,
  mark: RepeatMark,
  error: unknown,
): Promise<RepeatRecord | undefined> {
  if (!(error instanceof ServiceError) || error.code === 'unavailable') return undefined
  const record = await findRecord(deps, mark)
  return record?.attemptId === mark.attemptId ? undefined : record
}

async function findRecord(
  { answers }: AnswerOnceDeps,
  mark: RepeatMark,
  formerHash?: string,
): Promise<RepeatRecord | undefined> {
  const record = await answers.find(mark.accountId, mark.key)
  if (record === undefined) return undefined
  if (record.actorId !== undefined && record.actorId !== mark.actorId)
    throw mismatch('by somebody else of the account')
  const hash = record.attemptId === undefined ? formerHash : mark.requestHash
  if (record.requestHash !== hash) throw mismatch('for another request')
  return record
}

async function repeated<Answer>(
  deps: AnswerOnceDeps,
  mark: RepeatMark,
  found: RepeatRecord,
  { again }: Once<Answer>,
): Promise<Answer> {
  const record = await onceAnswered(deps, mark, found)
  // It went in as an answer, and comes back as it went in.
  if (record.answer !== undefined) return record.answer as Answer
  const told = await again?.(record.resource?.split('/').at(-1) ?? '')
  if (told !== undefined) return told
  throw new ServiceError(
    'already_answered',
    `This was done already and its answer is not kept${record.resource === undefined ? '' : `; it is about ${record.resource}`}.`,
  )
}

/** The first may be at work still. One that died leaves a mark without an answer for good. */
async function onceAnswered(
  deps: AnswerOnceDeps,
  mark: RepeatMark,
  found: RepeatRecord,
): Promise<RepeatRecord> {
  let record = found
  for (let waitedMs = 0; isOpen(record) && waitedMs < WAIT_MS; waitedMs += LOOK_EVERY_MS) {
    await deps.pause(LOOK_EVERY_MS)
    record = (await findRecord(deps, mark)) ?? record
  }
  return record
}

function isOpen({ answer, withheld }: RepeatRecord): boolean {
  return answer === undefined && withheld === undefined
}

/** Of two that did the same at once without a mark to tell them apart, both hear what was kept first. */
async function kept<Answer>(
  deps: AnswerOnceDeps,
  mark: RepeatMark,
  once: Once<Answer>,
  answer: Answer,
): Promise<Answer> {
  const keeping = once.keeping(answer)
  if (keeping === 'recorded') return answer
  try {
    await deps.answers.keep(keeping === 'keep' ? { ...mark, answer } : await withheld(deps, mark))
  } catch (error) {
    if (error instanceof AnsweredMeanwhile) {
      const first = await findRecord(deps, mark)
      if (first !== undefined) return await repeated(deps, mark, first, once)
    }
    deps.report(error)
  }
  return answer
}

/** What it is about was written with what it did. */
async function withheld(deps: AnswerOnceDeps, mark: RepeatMark): Promise<RepeatRecord> {
  const resource = (await findRecord(deps, mark))?.resource
  return { ...mark, ...(resource === undefined ? {} : { resource }), withheld: true }
}

function mismatch(how: string): ServiceError {
  return new ServiceError(
    'idempotency_mismatch',
    `This Idempotency-Key was used ${how} in the last 24 hours; use a new key.`,
  )
}
