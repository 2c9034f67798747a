import type { ExpectedStates } from '../../core/kernel/refuse-unexpected.ts'
import { ServiceError } from '../../core/kernel/service-error.ts'
import { etagOwnerOf } from '../http/etag.ts'
import type { Route } from '../http/route.ts'

/** An ETag as RFC 9110, 8.8.3 has it. Weak ones are taken: what compresses an answer on its way may have made it weak. */
const ETAG = /(?:W\/)?"(?<text>[\x21\x23-\x7e\x80-\xff]*)"/g
const STATE = /^[0-9]{1,15}$/

/**
 * The states that an If-Match names, of which one has to be there; undefined for `*` and for no such header. Throws
 * `precondition_failed` for one that cannot be met: it holds no ETag of ours, or there are none at the path.
 */
export function expectedStates(route: Route<never>, header: string | undefined): ExpectedStates {
  if (header === undefined || header.trim() === '*') return undefined
  const owner = etagOwnerOf(route)
  if (owner === undefined)
    throw new ServiceError('precondition_failed', 'Nothing here has an ETag; leave If-Match out.')
  const states = isList(header) ? statesIn(header) : []
  if (states.length > 0) return states
  throw new ServiceError(
    'precondition_failed',
    `If-Match holds no ETag that we gave out; take the one that GET shows of the ${owner}.`,
  )
}

function statesIn(header: string): readonly number[] {
  const texts = [...header.matchAll(ETAG)].map(({ groups }) => groups?.['text'] ?? '')
  return texts.filter((text) => STATE.test(text)).map(Number)
}

/** ETags with commas between them, and nothing else. */
function isList(header: string): boolean {
  return header
    .replaceAll(ETAG, '"')
    .split(',')
    .every((part) => part.trim() === '"')
}
