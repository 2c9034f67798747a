import { once } from 'node:events'
import { createServer, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'

type Form = Readonly<Record<string, string>>

interface Reply {
  readonly status: number
  readonly body: unknown
}

export interface StripeDouble {
  readonly port: number
  /** Forms that were sent, as they came. */
  readonly requests: readonly { readonly path: string; readonly form: Form }[]
  /** What was taken, by its identifier. */
  readonly taken: ReadonlyMap<string, Form>
  /** How the next requests are answered: status and body. */
  readonly answers: Reply[]
  /** So many of the next answers are lost on their way, after what was asked is done. */
  lose(answers: number): void
  close(): Promise<void>
}

/**
 * Our own stand-in for the one call that is made, where Stripe's cannot be built, and for what that does not do: like
 * Stripe it says the same again under one Idempotency-Key, and refuses an identifier that it has.
 */
export async function startStripeDouble(): Promise<StripeDouble> {
  const requests: { path: string; form: Form }[] = []
  const taken = new Map<string, Form>()
  const said = new Map<string, { readonly form: string; readonly reply: Reply }>()
  const answers: Reply[] = []
  let losing = 0

  function take(form: Form): Reply {
    const identifier = form['identifier'] ?? ''
    if (taken.has(identifier))
      return invalidRequest(`An event already exists with identifier ${identifier}.`)
    taken.set(identifier, form)
    return { status: 200, body: { object: 'billing.meter_event' } }
  }

  function replyTo(key: string | undefined, form: Form): Reply {
    const before = key === undefined ? undefined : said.get(key)
    if (before !== undefined)
      return before.form === JSON.stringify(form)
        ? before.reply
        : invalidRequest('Keys for idempotent requests can only be used with the same parameters.')
    const reply = answers.shift() ?? take(form)
    if (key !== undefined) said.set(key, { form: JSON.stringify(form), reply })
    return reply
  }

  const server = createServer(async (request, response) => {
    let text = ''
    for await (const chunk of request) text += String(chunk)
    const form = Object.fromEntries(new URLSearchParams(text))
    requests.push({ path: request.url ?? '', form })
    const key = request.headers['idempotency-key']
    const reply = replyTo(typeof key === 'string' ? key : undefined, form)
    losing -= 1
    if (losing >= 0) response.destroy()
    else answer(response, reply)
  })
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  const { port } = server.address() as AddressInfo
  return {
    port,
    requests,
    taken,
    answers,
    lose: (count) => {
      losing = count
    },
    close: async () => {
      server.closeAllConnections()
      server.close()
      await once(server, 'close')
    },
  }
}

function answer(response: ServerResponse, { status, body }: Reply): void {
  response.writeHead(status, { 'Content-Type': 'application/json' }).end(JSON.stringify(body))
}

function invalidRequest(message: string): Reply {
  return { status: 400, body: { error: { type: 'invalid_request_error', message } } }
}
