import { ServiceError } from '../../core/kernel/service-error.ts'
import { parseExposition } from './parse-exposition.ts'
import type { Sample } from './parse-sample.ts'

export interface ScrapeOptions {
  /** Where a broker's JMX exporter answers; on Amazon MSK port 11001 (Open Monitoring), scraped at most once a minute. */
  readonly url: string
  /** Names of samples. */
  readonly wanted: ReadonlySet<string>
  /** Nothing may be left out: an unreadable line, or an answer that is not the exporter's, is an error. */
  readonly strict?: boolean
  readonly timeoutMs?: number
  readonly bytesMax?: number
}

/** A broker with 2,000 topics takes a second. */
const TIMEOUT_MS = 20_000
/** The text of a million topics. */
const BYTES_MAX = 256_000_000
/** The exporter answers 200 also when it could not read the counters, and says so in this one. */
const EXPORTER_ERROR = 'jmx_scrape_error'

/**
 * The wanted samples of one broker, as they arrive. Throws `unavailable` when it does not answer, or not all of it in time
 * and size: what was handed out before must then not be taken for the whole.
 */
export async function* scrape(options: ScrapeOptions): AsyncGenerator<Sample, void, undefined> {
  const wanted = new Set([...options.wanted, EXPORTER_ERROR])
  const { strict = false } = options
  let isExporter = false
  try {
    for await (const sample of parseExposition(piecesOf(options), wanted, { strict })) {
      if (sample.name !== EXPORTER_ERROR) {
        yield sample
        continue
      }
      if (sample.value !== 0) throw new Error('The exporter could not read the counters.')
      isExporter = true
    }
    if (strict && !isExporter) throw new Error('This is not the answer of an exporter.')
  } catch (cause) {
    throw new ServiceError('unavailable', 'A broker does not show its metrics.', { cause })
  }
}

async function* piecesOf(options: ScrapeOptions): AsyncGenerator<Uint8Array, void, undefined> {
  const { url, timeoutMs = TIMEOUT_MS, bytesMax = BYTES_MAX } = options
  const response = await fetch(url, {
    signal: AbortSignal.timeout(timeoutMs),
    redirect: 'error',
    // Compressing would cost the broker more than the network gains.
    headers: { accept: 'text/plain; version=0.0.4', 'accept-encoding': 'identity' },
  })
  if (!response.ok || response.body === null) {
    await response.body?.cancel()
    throw new Error(`The metrics were answered with status ${response.status}.`)
  }
  let bytes = 0
  for await (const piece of response.body) {
    bytes += piece.byteLength
    if (bytes > bytesMax) throw new Error(`The metrics are longer than ${bytesMax} bytes.`)
    yield piece
  }
}
