import { createHash } from 'node:crypto'
import { accountPartition, type Key } from './keys.ts'

export function accountIdOf(partition: string): string {
  return partition.slice(accountPartition('').length)
}

export const OPERATORS_PARTITION = 'OPERATORS'
export const OPERATOR_PREFIX = 'OPERATOR#'

export function operatorKey(id: string): Key {
  return { pk: OPERATORS_PARTITION, sk: `${OPERATOR_PREFIX}${id}` }
}

/** How many operators there are. */
export function operatorCountKey(): Key {
  return { pk: OPERATORS_PARTITION, sk: 'COUNT' }
}

/** Says that a bootstrap secret was used. */
export function burntSecretKey(fingerprint: string): Key {
  return { pk: OPERATORS_PARTITION, sk: `BURNT#${fingerprint}` }
}

/** Says that a session was ended before its time. */
export function endedSessionKey(sessionId: string): Key {
  return { pk: `SESSION#${sessionId}`, sk: 'ENDED' }
}

/** Says since when a person's sessions count. */
export function subjectSessionsKey(subject: string): Key {
  return { pk: `SUBJECT#${subject}`, sk: 'SESSIONS' }
}

export const MEMBER_PREFIX = 'MEMBER#'

/** How many members and invited an account has beside its first. */
export function otherMembersKey(accountId: string): Key {
  return { pk: accountPartition(accountId), sk: 'MEMBERS' }
}

/** How many owners an account has beside one. */
export function otherOwnersKey(accountId: string): Key {
  return { pk: accountPartition(accountId), sk: 'OWNERS' }
}

export const LEAVER_PREFIX = 'LEAVER#'

/** A member who left, until their log-in is forgotten. */
export function leaverKey(accountId: string, memberId: string): Key {
  return { pk: accountPartition(accountId), sk: `${LEAVER_PREFIX}${memberId}` }
}

/** Where deletions that are not finished stand in the index of what is due; no cluster has this id (`cl_…`). */
export const LEAVING_CELL = 'leaving'

/** Says that an address was invited. Hashed, so that an address stands in the person's item alone. */
export function emailKey(accountId: string, email: string): Key {
  const hash = createHash('sha256').update(email).digest('hex')
  return { pk: accountPartition(accountId), sk: `EMAIL#${hash}` }
}
