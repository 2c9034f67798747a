import { createHash } from 'node:crypto'
import { accountPartition, type Key } from './keys.ts'

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

/** Says that an address was invited. Hashed, so that an address stands in the person's item alone. */
export function emailKey(accountId: string, email: string): Key {
  const hash = createHash('sha256').update(email).digest('hex')
  return { pk: accountPartition(accountId), sk: `EMAIL#${hash}` }
}
