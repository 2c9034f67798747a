import { setTimeout as sleep } from 'node:timers/promises'

const ATTEMPTS_MAX = 5
const FIRST_PAUSE_MS = 250
/** Longer than any pause that the API asks for; whoever asks for more is not waited for. */
const PAUSE_MAX_MS = 30_000
const TRY_LATER = [429, 503]

export interface Sending {
  readonly url: string
  readonly init: RequestInit
  /** May be sent again after an answer that did not come: it reads, or bears an idempotency key. */
  readonly isRepeatable: boolean
  readonly fetch: typeof fetch
  readonly signal: AbortSignal | undefined
  /** The longest that one attempt may take. */
  readonly timeoutMs: number
}

/**
 * Sends a request, and sends it again after 429, after 503 and after an answer that never came, at most five times in
 * all: after as many seconds as `Retry-After` says, or twice as long each time.
 */
export async function send(sending: Sending): Promise<Response> {
  for (let attempt = 1; ; attempt += 1) {
    const response = await tryOnce(sending, attempt === ATTEMPTS_MAX)
    const pauseMs = pauseBefore(sending, response, attempt)
    if (response !== undefined && pauseMs === undefined) return response
    await response?.body?.cancel()
    await sleep(pauseMs, undefined, sending.signal ? { signal: sending.signal } : {})
  }
}

/** The answer, or nothing when none came and it is worth another try. */
async function tryOnce(sending: Sending, isLast: boolean): Promise<Response | undefined> {
  const { url, init, signal, timeoutMs, isRepeatable } = sending
  const timeout = AbortSignal.timeout(timeoutMs)
  try {
    const both = signal === undefined ? timeout : AbortSignal.any([signal, timeout])
    return await sending.fetch(url, { ...init, signal: both })
  } catch (error) {
    if (isLast || !isRepeatable || signal?.aborted) throw error
    return undefined
  }
}

/** Undefined: this is the answer. */
function pauseBefore(
  { isRepeatable }: Sending,
  response: Response | undefined,
  attempt: number,
): number | undefined {
  const doubled = FIRST_PAUSE_MS * 2 ** (attempt - 1)
  if (response === undefined) return doubled
  if (attempt === ATTEMPTS_MAX || !TRY_LATER.includes(response.status)) return undefined
  // 429 was refused before anything was done; behind a 503 something may have been.
  if (response.status === 503 && !isRepeatable) return undefined
  const wanted = Number(response.headers.get('retry-after') ?? Number.NaN) * 1_000
  const pauseMs = Number.isFinite(wanted) && wanted >= 0 ? wanted : doubled
  return pauseMs > PAUSE_MAX_MS ? undefined : pauseMs
}
