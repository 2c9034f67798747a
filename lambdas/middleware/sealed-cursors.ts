import type { MiddlewareObj } from '@middy/core'
import type { TokenSigner } from '../../core/account/account-ports.ts'
import { invalid } from '../../core/kernel/service-error.ts'
import type { Answer } from '../http/route.ts'
import { type ApiEvent, type ApiResult, NOBODY } from './event.ts'

/** 128 bits in base64url: more tries than anybody has. */
const SEAL_CHARACTERS = 22

type Signer = Pick<TokenSigner, 'signPlace'>

/**
 * A cursor goes on in the list that gave it out, for the account that it was given to, and nowhere else: it is sealed on
 * its way out, and this takes the seal off. `invalid` for one that was made, changed or taken from elsewhere.
 */
export function openCursor(signer: Signer): MiddlewareObj<ApiEvent, ApiResult> {
  return {
    before: ({ event }) => {
      const { cursor } = event.queryStringParameters ?? {}
      if (cursor === undefined) return
      const place = cursor.slice(SEAL_CHARACTERS)
      if (sealed(signer, event, place) !== cursor)
        throw invalid('/cursor', 'This is not a cursor that this list gave out.')
      event.queryStringParameters = { ...event.queryStringParameters, cursor: place }
    },
  }
}

/** The answer with its `nextCursor` sealed, in the body and in the link to the next page. */
export function sealCursor(signer: Signer, event: ApiEvent, answer: Answer): Answer {
  const place = nextOf(answer.body)
  if (place === undefined) return answer
  const cursor = sealed(signer, event, place)
  const headers = Object.entries(answer.headers ?? {}).map(([name, text]) => [
    name,
    name === 'Link' ? text.replace(`cursor=${place}`, `cursor=${cursor}`) : text,
  ])
  return {
    ...answer,
    body: { ...Object(answer.body), nextCursor: cursor },
    headers: Object.fromEntries(headers),
  }
}

function nextOf(body: unknown): string | undefined {
  if (typeof body !== 'object' || body === null || !('nextCursor' in body)) return undefined
  return typeof body.nextCursor === 'string' ? body.nextCursor : undefined
}

/** An account's id holds no space, nor does a path: no two places make the same text. */
function sealed(signer: Signer, event: ApiEvent, place: string): string {
  const { accountId } = event.actor ?? NOBODY
  const seal = signer.signPlace(`${accountId} ${event.rawPath} ${place}`)
  return seal.slice(0, SEAL_CHARACTERS) + place
}
