import { ServiceError } from '../../core/kernel/service-error.ts'
import { type ApiEvent, headerOf } from './event.ts'

/** A tenant with 50 topics is about 10 kB; nothing that we take is larger than this. */
export const BODY_BYTES_MAX = 262_144

/** The body as JSON, or undefined when there is none. Throws `too_large`, `unsupported_media_type`, `invalid_json`. */
export function readBody(event: ApiEvent): unknown {
  if (event.body === undefined || event.body === '') return undefined
  const bytes = Buffer.from(event.body, event.isBase64Encoded ? 'base64' : 'utf8')
  if (bytes.length > BODY_BYTES_MAX)
    throw new ServiceError('too_large', `A body has at most ${BODY_BYTES_MAX} bytes.`)
  refuseUnlessJson(headerOf(event, 'content-type'))
  return parse(bytes)
}

function refuseUnlessJson(contentType: string | undefined): void {
  const [type = '', ...parameters] = (contentType ?? '').toLowerCase().split(';')
  const charset = parameters.map((each) => each.trim()).find((each) => each.startsWith('charset='))
  const readable = charset === undefined || /^charset="?utf-8"?$/.test(charset)
  if (type.trim() === 'application/json' && readable) return
  throw new ServiceError(
    'unsupported_media_type',
    'Send the body as "Content-Type: application/json", in UTF-8.',
  )
}

function parse(bytes: Buffer): unknown {
  try {
    return JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(bytes))
  } catch (error) {
    const what = error instanceof TypeError ? 'The body is not UTF-8.' : 'The body is not JSON.'
    throw new ServiceError('invalid_json', what, { cause: error })
  }
}
