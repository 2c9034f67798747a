import type { AuditEvent } from '../../core/audit/audit-event.ts'
import { AnsweredMeanwhile, type AnswerStore, type RepeatRecord } from '../../core/repeat/repeat.ts'
import { copy, copyOf, type MemoryDatabase, pairKey } from './memory-database.ts'

type Answers = Pick<MemoryDatabase, 'answers' | 'clock'>

export function memoryAnswerStore(database: Answers): AnswerStore {
  return {
    find: async (accountId, key) => copyOf(liveRecord(database, { accountId, key })),
    keep: async (record) => keepRecord(database, record),
  }
}

/**
 * An event with the mark of its request, which is refused before anything is written: call it after all that may refuse
 * the write, and before the first part of it.
 */
export function keepEvent(
  database: Answers & Pick<MemoryDatabase, 'auditEvents'>,
  { repeat, ...event }: AuditEvent,
): void {
  if (repeat !== undefined) keepRecord(database, repeat)
  database.auditEvents.set(event.id, copy(event))
}

function keepRecord(database: Answers, record: RepeatRecord): void {
  const stored = liveRecord(database, record)
  if (stored !== undefined && stored.attemptId !== record.attemptId) throw new AnsweredMeanwhile()
  database.answers.set(pairKey(record.accountId, record.key), copy(record))
}

function liveRecord(
  { answers, clock }: Answers,
  { accountId, key }: Pick<RepeatRecord, 'accountId' | 'key'>,
): RepeatRecord | undefined {
  const record = answers.get(pairKey(accountId, key))
  return record !== undefined && clock.now() < record.expiresAt ? record : undefined
}
