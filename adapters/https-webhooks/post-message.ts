import { request as httpRequest, type IncomingMessage, type RequestOptions } from 'node:http'
import { request as httpsRequest } from 'node:https'
import { isIP } from 'node:net'

/** More of an answer than this is nothing that we want to know. */
const ANSWER_BYTES_MAX = 65_536

interface Post {
  readonly url: URL
  /** What to connect to, whatever the name in the url means. */
  readonly address: string
  readonly headers: Readonly<Record<string, string>>
  readonly body: string
  readonly signal: AbortSignal
}

/**
 * Posts the body on a connection of its own and answers with the status. TLS and `Host` go by the name in the url.
 * Redirects are answers like any other: nothing is followed.
 */
export function postMessage({ url, address, headers, body, signal }: Post): Promise<number> {
  const options: RequestOptions = {
    method: 'POST',
    headers: { ...headers, 'content-length': Buffer.byteLength(body) },
    lookup: (_, asked, answer) => {
      const family = isIP(address)
      if (asked.all === true) answer(null, [{ address, family }])
      else answer(null, address, family)
    },
    agent: false,
    signal,
  }
  const send = url.protocol === 'https:' ? httpsRequest : httpRequest
  return new Promise((resolve, reject) => {
    const outgoing = send(url, options, (answer) => readStatus(answer).then(resolve, reject))
    outgoing.on('error', reject)
    outgoing.end(body)
  })
}

/** The answer is read to its end, or as far as it is looked at; then the connection is of no more use. */
function readStatus(answer: IncomingMessage): Promise<number> {
  let bytes = 0
  return new Promise((resolve, reject) => {
    const done = () => {
      resolve(answer.statusCode ?? 0)
      answer.destroy()
    }
    answer.on('data', (chunk: Buffer) => {
      bytes += chunk.length
      if (bytes >= ANSWER_BYTES_MAX) done()
    })
    answer.on('end', done)
    answer.on('error', reject)
    answer.on('aborted', () => reject(new Error('The answer was cut.')))
  })
}
