import { createServer } from 'node:http'
import { once } from 'node:events'
import type { AddressInfo } from 'node:net'

export interface StripeDouble {
  readonly port: number
  /** Forms that were sent, as they came. */
  readonly requests: readonly { readonly path: string; readonly form: Record<string, string> }[]
  /** How the next requests are answered: status and body; 200 when there is none left. */
  readonly answers: { readonly status: number; readonly body: unknown }[]
  close(): Promise<void>
}

/** Our own stand-in for the one call that is made, where Stripe's cannot be built. It checks nothing. */
export async function startStripeDouble(): Promise<StripeDouble> {
  const requests: { path: string; form: Record<string, string> }[] = []
  const answers: { status: number; body: unknown }[] = []
  const server = createServer(async (request, response) => {
    let text = ''
    for await (const chunk of request) text += String(chunk)
    requests.push({
      path: request.url ?? '',
      form: Object.fromEntries(new URLSearchParams(text)),
    })
    const { status, body } = answers.shift() ?? {
      status: 200,
      body: { object: 'billing.meter_event' },
    }
    response.writeHead(status, { 'Content-Type': 'application/json' }).end(JSON.stringify(body))
  })
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  const { port } = server.address() as AddressInfo
  return {
    port,
    requests,
    answers,
    close: async () => {
      server.closeAllConnections()
      server.close()
      await once(server, 'close')
    },
  }
}
