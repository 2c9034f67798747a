import { Agent, type IncomingMessage, request as httpRequest } from 'node:http'
import { Agent as TlsAgent, request as httpsRequest } from 'node:https'
import { setTimeout as sleep } from 'node:timers/promises'
import { type Answer, type Ask, type Asked, answerOf } from './answer.ts'

const PATIENCE_MS = 40_000
const TRIES_MAX = 30

/** Who is told of everything that was sent and came back. */
export interface Witness {
  see(exchange: { readonly sent: string; readonly asked: Asked; readonly answer: Answer }): void
}

/** Where an API is: `http://127.0.0.1:4300/v1`. */
export interface Client {
  readonly apiUrl: URL
  readonly ask: Ask
  close(): void
}

/**
 * Asks as it is told to, byte for byte as to paths. Whoever is asked to come back later does so: rates are not what is
 * tried here. `rest` lets that time pass.
 */
export function createClient(
  apiUrl: string,
  witness: Witness,
  rest: (ms: number) => unknown = sleep,
): Client {
  const url = new URL(apiUrl)
  const isTls = url.protocol === 'https:'
  const agent = isTls ? new TlsAgent({ keepAlive: true }) : new Agent({ keepAlive: true })
  const once = (method: string, path: string, asked: Asked) =>
    send(isTls ? httpsRequest : httpRequest, { url, agent, method, path, asked })
  return {
    apiUrl: url,
    close: () => agent.destroy(),
    async ask(method, path, asked = {}) {
      for (let tries = 1; ; tries += 1) {
        const answer = await once(method, path, asked)
        witness.see({ sent: `${method} ${path}`, asked, answer })
        const seconds = Number(answer.headers['retry-after'])
        if (answer.status !== 429 || !(seconds > 0 && seconds < 30) || tries > TRIES_MAX)
          return answer
        await rest(seconds * 1_000)
      }
    },
  }
}

interface Sending {
  readonly url: URL
  readonly agent: Agent
  readonly method: string
  readonly path: string
  readonly asked: Asked
}

function send(
  request: typeof httpRequest,
  { url, agent, method, path, asked }: Sending,
): Promise<Answer> {
  const { token, body, raw, headers } = asked
  const bytes = raw ?? (body === undefined ? undefined : JSON.stringify(body))
  const whole = path.startsWith('//') ? path.slice(1) : `${url.pathname.replace(/\/$/, '')}${path}`
  return new Promise((resolve, reject) => {
    const outgoing = request({
      host: url.hostname,
      port: url.port,
      agent,
      method,
      path: whole,
      timeout: PATIENCE_MS,
      headers: {
        ...(bytes === undefined ? {} : { 'content-type': 'application/json' }),
        ...(bytes === undefined ? {} : { 'content-length': Buffer.byteLength(bytes) }),
        ...(token === undefined ? {} : { authorization: `Bearer ${token}` }),
        ...headers,
      },
    })
    outgoing.once('response', (incoming) => read(incoming).then(resolve, reject))
    outgoing.once('timeout', () => outgoing.destroy(new Error(`No answer: ${method} ${path}`)))
    outgoing.once('error', reject)
    outgoing.end(bytes)
  })
}

async function read(incoming: IncomingMessage): Promise<Answer> {
  const parts: Buffer[] = []
  for await (const part of incoming) parts.push(Buffer.from(part))
  const headers = Object.entries(incoming.headers).map(([name, value]) => [name, String(value)])
  const text = Buffer.concat(parts).toString('utf8')
  return answerOf(incoming.statusCode ?? 0, Object.fromEntries(headers), text)
}
