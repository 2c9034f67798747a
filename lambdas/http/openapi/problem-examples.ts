import {
  limitReached,
  notFound,
  rateLimited,
  ServiceError,
} from '../../../core/kernel/service-error.ts'
import { problemAnswer } from '../../middleware/problem.ts'
import { IDS } from '../examples/example-ids.ts'
import type { RefusalCode } from '../route.ts'
import type { Json } from './json-schema.ts'

interface Meaning {
  readonly meaning: string
  readonly example: Error
}

const said = (code: RefusalCode, detail: string, pointer?: string) =>
  new ServiceError(code, detail, pointer === undefined ? {} : { problems: [{ pointer, detail }] })

/** Every code, and a refusal that has it. */
const MEANINGS: Readonly<Record<RefusalCode, Meaning>> = {
  invalid_json: {
    meaning: 'The body is not JSON.',
    example: said('invalid_json', 'The body is not JSON.'),
  },
  unauthenticated: {
    meaning: 'No token or password, or one that is not valid.',
    example: said('unauthenticated', 'This API token is not valid, was revoked or has expired.'),
  },
  forbidden: {
    meaning: 'The role does not allow it.',
    example: said('forbidden', 'This needs the role "developer"; yours is "viewer".'),
  },
  not_found: {
    meaning: 'There is no such thing, or it is somebody else’s.',
    example: notFound('tenant'),
  },
  conflict: {
    meaning: 'In conflict with what is there, or not usable yet.',
    example: said('conflict', 'The account already has a tenant named orders.', '/name'),
  },
  already_answered: {
    meaning:
      'A repeat of a request whose answer held a secret that cannot be shown again, or was lost.',
    example: said(
      'already_answered',
      `This was done already and its answer is not kept; it is about /v1/account/tokens/${IDS.token}.`,
    ),
  },
  precondition_failed: {
    meaning: 'It was changed in the meantime.',
    example: said(
      'precondition_failed',
      'The tenant was changed since you read it; read it again and repeat the change.',
    ),
  },
  too_large: {
    meaning: 'The body is too large.',
    example: said('too_large', 'A body has at most 262144 bytes.'),
  },
  unsupported_media_type: {
    meaning: 'The body is not application/json.',
    example: said(
      'unsupported_media_type',
      'Send the body as "Content-Type: application/json", in UTF-8.',
    ),
  },
  invalid: {
    meaning: 'The input is not acceptable; errors say where.',
    example: new ServiceError('invalid', '/name: This field is required.', {
      problems: [{ pointer: '/name', detail: 'This field is required.' }],
    }),
  },
  limit_reached: {
    meaning: 'A limit of the plan, the account or the installation is reached.',
    example: limitReached('topics', 40, 40, 1),
  },
  idempotency_mismatch: {
    meaning: 'The Idempotency-Key was used for another request.',
    example: said(
      'idempotency_mismatch',
      'This Idempotency-Key was used for another request in the last 24 hours; use a new key.',
    ),
  },
  rate_limited: {
    meaning: 'Too many requests; Retry-After says when to come back.',
    example: rateLimited('Too many requests', 7),
  },
  internal: {
    meaning: 'A fault of ours.',
    example: new Error('internal'),
  },
  unavailable: {
    meaning: 'A part of the service is not available.',
    example: said('unavailable', 'The store does not answer. Try again.'),
  },
}

export function meaningOf(code: RefusalCode): string {
  return MEANINGS[code].meaning
}

/** The refusal as a caller gets it, made by what makes real ones. */
export function exampleOf(code: RefusalCode): Json {
  const { body = '' } = problemAnswer(MEANINGS[code].example, IDS.request)
  return { summary: meaningOf(code), value: JSON.parse(body) }
}
