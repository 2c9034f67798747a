import { request } from 'node:http'
import { text } from 'node:stream/consumers'

const TIMEOUT_MS = 120_000

export interface ApiAnswer {
  readonly status: number
  readonly headers: Readonly<Record<string, string | string[] | undefined>>
  readonly text: string
  json(): unknown
}

/** Asks the deployed API; the emulator tells APIs apart by the host's name, which no resolver knows. */
export type CallApi = (
  method: string,
  path: string,
  options?: { readonly body?: unknown; readonly token?: string },
) => Promise<ApiAnswer>

export function deployedApi(endpoint: string, apiUrl: string): CallApi {
  const { hostname, pathname } = new URL(apiUrl)
  const { hostname: address, port } = new URL(endpoint)
  const host = `${hostname.split('.')[0]}.execute-api.localhost:${port}`
  return (method, path, { body, token } = {}) =>
    new Promise((resolve, reject) => {
      const headers = {
        host,
        ...(body === undefined ? {} : { 'content-type': 'application/json' }),
        ...(token === undefined ? {} : { authorization: `Bearer ${token}` }),
      }
      const url = `${pathname}${path}`
      const call = request({ host: address, port, method, path: url, headers, timeout: TIMEOUT_MS })
      call.once('error', reject)
      call.once('timeout', () => call.destroy(new Error('The API did not answer in time.')))
      call.once('response', (response) => {
        const { statusCode: status = 0, headers: answered } = response
        void text(response).then(
          (said) =>
            resolve({ status, headers: answered, text: said, json: () => JSON.parse(said) }),
          reject,
        )
      })
      call.end(body === undefined ? undefined : JSON.stringify(body))
    })
}

/** The answer when it has that status, or a failure that quotes it. */
export async function must(status: number, answer: Promise<ApiAnswer>): Promise<ApiAnswer> {
  const got = await answer
  if (got.status === status) return got
  throw new Error(`The API answered ${got.status} instead of ${status}: ${got.text}`)
}
