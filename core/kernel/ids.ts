/** The only source of randomness: `count` bytes from a cryptographic generator. */
export interface Randomness {
  bytes(count: number): Uint8Array
}

/** What an id belongs to, readable at its front. */
export type IdPrefix =
  | 'opr'
  | 'acc'
  | 'mem'
  | 'tok'
  | 'crd'
  | 'op'
  | 'evt'
  | 'cl'
  | 'ses'
  | 'inv'
  | 'cre'
  | 'whk'
  | 'try'

const LETTERS = 'abcdefghijklmnopqrstuvwxyz'
const ALPHABET = `${LETTERS}0123456789`

/** `prefix_` and 20 characters of [a-z0-9]: 103 bits, unguessable. */
export function newId(prefix: IdPrefix, randomness: Randomness): string {
  return `${prefix}_${pick(ALPHABET, 20, randomness)}`
}

/**
 * 12 characters of [a-z0-9], the first a letter (61 bits). It becomes the prefix of Kafka names, so it must not
 * hold a delimiter: `.` ends it and cannot occur in it.
 */
export function newTenantId(randomness: Randomness): string {
  return pick(LETTERS, 1, randomness) + pick(ALPHABET, 11, randomness)
}

/** `count` digits, each equally likely. */
export function newDigits(count: number, randomness: Randomness): string {
  return pick('0123456789', count, randomness)
}

/** 43 characters of [A-Za-z0-9]: 256 bits; the alphabet needs no quoting in a shell, a URL or a properties file. */
export function newPassword(randomness: Randomness): string {
  return pick(`${ALPHABET}ABCDEFGHIJKLMNOPQRSTUVWXYZ`, 43, randomness)
}

/** Picks without bias: bytes beyond the last whole multiple of the alphabet are thrown away. */
function pick(alphabet: string, count: number, randomness: Randomness): string {
  const fair = 256 - (256 % alphabet.length)
  let text = ''
  while (text.length < count) {
    for (const byte of randomness.bytes(count - text.length)) {
      if (byte < fair) text += alphabet.charAt(byte % alphabet.length)
    }
  }
  return text
}
