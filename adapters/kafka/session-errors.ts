import { findErrorBy, GenericError, MultipleErrors } from '@platformatic/kafka'
import { type ErrorCode, ServiceError } from '../../core/kernel/service-error.ts'
import {
  GROUP_AUTHORIZATION_FAILED,
  GROUP_ID_NOT_FOUND,
  INVALID_RECORD,
  INVALID_TIMESTAMP,
  MESSAGE_TOO_LARGE,
  NON_EMPTY_GROUP,
  SASL_AUTHENTICATION_FAILED,
  TOPIC_AUTHORIZATION_FAILED,
  UNKNOWN_MEMBER_ID,
  UNKNOWN_TOPIC_OR_PARTITION,
} from './error-codes.ts'

const MEMBERS = 'The group has active members; stop them first.'

/** What a broker says to a tenant's user, in the words of the API. The first that is found decides. */
const MEANINGS: readonly (readonly [number, ErrorCode, string])[] = [
  [
    TOPIC_AUTHORIZATION_FAILED,
    'conflict',
    'The cluster does not let any credential of the tenant do this to the topic now.',
  ],
  [
    GROUP_AUTHORIZATION_FAILED,
    'conflict',
    'The cluster does not let any credential of the tenant do this to the group now.',
  ],
  [SASL_AUTHENTICATION_FAILED, 'unavailable', 'The credential does not work on the cluster now.'],
  [UNKNOWN_MEMBER_ID, 'conflict', MEMBERS],
  [NON_EMPTY_GROUP, 'conflict', MEMBERS],
  [GROUP_ID_NOT_FOUND, 'not_found', 'There is no such consumer group.'],
  [UNKNOWN_TOPIC_OR_PARTITION, 'not_found', 'There is no such topic.'],
  [MESSAGE_TOO_LARGE, 'invalid', 'A record is larger than the topic takes.'],
  [INVALID_TIMESTAMP, 'invalid', 'The time of a record is outside of what the topic takes.'],
  [INVALID_RECORD, 'invalid', 'The topic does not take such a record; a compacted one wants keys.'],
]

/** The library's errors as refusals that may be shown; anything of ours passes through. */
export function sessionError(error: unknown): unknown {
  if (!(error instanceof GenericError || error instanceof MultipleErrors)) return error
  const meaning = MEANINGS.find(([code]) => carries(error, code))
  if (meaning !== undefined) return new ServiceError(meaning[1], meaning[2], { cause: error })
  return new ServiceError('unavailable', 'The Kafka cluster cannot be reached or did not answer.', {
    cause: error,
  })
}

/** Errors are wrapped in errors, as causes and as members of a bundle. */
function carries(error: unknown, code: number): boolean {
  if (!(error instanceof GenericError || error instanceof MultipleErrors)) return false
  return findErrorBy(error, 'apiCode', code) !== null || carries(error.cause, code)
}
