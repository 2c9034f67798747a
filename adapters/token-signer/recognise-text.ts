import { createHash, timingSafeEqual } from 'node:crypto'

/**
 * The fingerprint of `wanted` when `given` is the same text, else undefined. In constant time: digests are of one length
 * whatever was sent. A fingerprint gives nothing away of a text that nobody can guess.
 */
export function recogniseText(given: string, wanted: string): string | undefined {
  const [a, b] = [digest(given), digest(wanted)]
  return timingSafeEqual(a, b) ? b.toString('hex') : undefined
}

function digest(text: string): Buffer {
  return createHash('sha256').update(text).digest()
}
