import type { Clock } from '../../core/kernel/clock.ts'
import { type Reach, refusalOfUrl } from '../../core/webhook/check-url.ts'
import type { OutgoingMessage, WebhookSender } from '../../core/webhook/webhook-ports.ts'
import { postMessage } from './post-message.ts'
import { RefusedAddress } from './refused-address.ts'
import { addressOf, type Resolve, resolveNames } from './resolve-address.ts'
import { signedHeaders } from './sign-message.ts'

interface SenderOptions {
  readonly clock: Clock
  readonly reach: Reach
  /** Name servers, unless something else is said. */
  readonly resolve?: Resolve
  /** From the look-up to the end of the answer. */
  readonly timeoutMs?: number
}

const TIMEOUT_MS = 10_000

/** Posts messages to addresses of customers. */
export function httpsWebhookSender(options: SenderOptions): WebhookSender {
  const { clock } = options
  return {
    async send(message) {
      const at = clock.now()
      const outcome = await outcomeOf(message, options)
      return { at, durationMs: Math.max(0, clock.now() - at), ...outcome }
    },
  }
}

async function outcomeOf(message: OutgoingMessage, options: SenderOptions) {
  const signal = AbortSignal.timeout(options.timeoutMs ?? TIMEOUT_MS)
  try {
    const status = await withinTime(post(message, options, signal), signal)
    const isTaken = status >= 200 && status < 300
    return { status, error: isTaken ? null : `The receiver answered ${status}.` }
  } catch (error) {
    return { status: null, error: sentence(error, signal) }
  }
}

async function post(
  message: OutgoingMessage,
  { reach, resolve = resolveNames }: SenderOptions,
  signal: AbortSignal,
): Promise<number> {
  // The setting may have changed since the address was given.
  const refusal = refusalOfUrl(message.url, reach)
  if (refusal !== undefined) throw new RefusedAddress(refusal)
  const url = new URL(message.url)
  const address = await addressOf(url, reach, resolve)
  signal.throwIfAborted()
  const headers = {
    ...signedHeaders(message),
    'content-type': 'application/json',
    'user-agent': 'Headgate-Webhooks/1',
  }
  return await postMessage({ url, address, headers, body: message.body, signal })
}

function withinTime<T>(work: Promise<T>, signal: AbortSignal): Promise<T> {
  return new Promise((resolve, reject) => {
    signal.addEventListener('abort', () => reject(signal.reason), { once: true })
    work.then(resolve, reject)
  })
}

/** What the owner may read. Errors of sockets name addresses, so only their kind is told. */
function sentence(error: unknown, signal: AbortSignal): string {
  if (error instanceof RefusedAddress) return error.message
  if (signal.aborted) return 'The receiver did not end its answer in time.'
  const hasCode = typeof error === 'object' && error !== null && 'code' in error
  const code = hasCode ? String(error.code) : ''
  if (code === 'ECONNREFUSED') return 'The receiver refused the connection.'
  if (/CERT|TLS|SSL|SELF_SIGNED|ALTNAME/.test(code)) return 'The receiver has no valid certificate.'
  return 'The receiver ended the connection.'
}
