import type { MiddlewareObj } from '@middy/core'
import type { TokenSigner } from '../../core/account/account-ports.ts'
import { invalid } from '../../core/kernel/service-error.ts'
import type { Answer, Route } from '../http/route.ts'
import { type ApiEvent, type ApiResult, NOBODY } from './event.ts'
import { pathOf } from './path-params.ts'

/** 128 bits in base64url: more tries than anybody has. */
const SEAL_CHARACTERS = 22

type Signer = Pick<TokenSigner, 'signPlace'>

/**
 * A cursor goes on in the list that gave it out, for the account that it was given to, and nowhere else: it is sealed on
 * its way out, and this takes the seal off. `invalid` for one that was made, changed or taken from elsewhere.
 */
export function openCursor(
  signer: Signer,
  route: Pick<Route<never>, 'path'>,
): MiddlewareObj<ApiEvent, ApiResult> {
  return {
    before: ({ event }) => {
      const { cursor } = event.queryStringParameters ?? {}
      if (cursor === undefined) return
      const place = cursor.slice(SEAL_CHARACTERS)
      if (sealed(signer, pathOf(route, event), event, place) !== cursor)
        throw invalid('/cursor', 'This is not a cursor that this list gave out.')
      event.queryStringParameters = { ...event.queryStringParameters, cursor: place }
    },
  }
}

/**
 * The answer with its `nextCursor` sealed, and beside it the link to the next page (RFC 8288): the very same request, going
 * on from there, so that whatever was asked of the list is asked of the whole of it.
 */
export function sealCursor(
  signer: Signer,
  route: Pick<Route<never>, 'path'>,
  event: ApiEvent,
  answer: Answer,
): Answer {
  const place = nextOf(answer.body)
  if (place === undefined) return answer
  const path = pathOf(route, event)
  const cursor = sealed(signer, path, event, place)
  const query = new URLSearchParams(
    Object.entries({ ...event.queryStringParameters, cursor }) as [string, string][],
  )
  return {
    ...answer,
    body: { ...Object(answer.body), nextCursor: cursor },
    headers: { ...answer.headers, Link: `<${path}?${query}>; rel="next"` },
  }
}

function nextOf(body: unknown): string | undefined {
  if (typeof body !== 'object' || body === null || !('nextCursor' in body)) return undefined
  return typeof body.nextCursor === 'string' ? body.nextCursor : undefined
}

/** An account's id holds no space, nor does a path: no two places make the same text. */
function sealed(signer: Signer, path: string, event: ApiEvent, place: string): string {
  const { accountId } = event.actor ?? NOBODY
  const seal = signer.signPlace(`${accountId} ${path} ${place}`)
  return seal.slice(0, SEAL_CHARACTERS) + place
}
