import type { Secret } from './keyring.ts'
import { isCode, spellingsOf } from './spellings.ts'

/** Something that was written down somewhere. */
export interface Source {
  readonly name: string
  readonly bytes: Buffer
  /** Its writer counts, and six digits in it are no code. */
  readonly isFullOfNumbers?: true
}

export interface Searched {
  readonly secrets: number
  readonly bytes: number
  /** Which secret, how it was spelt, and where; never the secret. */
  readonly found: readonly string[]
}

/** Ids of requests and of things: among thousands of them some hold the six digits of any code by chance. */
const RANDOM = /\b(?:[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}|[a-z]{2,4}_[a-z0-9]{20})\b/g

/** Looks for every secret in every spelling in every source. */
export function searchFor(secrets: readonly Secret[], sources: readonly Source[]): Searched {
  return {
    secrets: secrets.length,
    bytes: sources.reduce((sum, { bytes }) => sum + bytes.length, 0),
    found: secrets.flatMap((secret) => sources.flatMap((source) => foundIn(source, secret))),
  }
}

function foundIn(source: Source, { name, text }: Secret): string[] {
  if (isCode(text)) {
    if (source.isFullOfNumbers === true) return []
    const told = source.bytes.toString('latin1').replaceAll(RANDOM, ' ')
    const isThere = new RegExp(`(?<![0-9])${text}(?![0-9])`).test(told)
    return isThere ? [`a ${name} (plain) in ${source.name}`] : []
  }
  return [...spellingsOf(text)]
    .filter(([, spelt]) => source.bytes.includes(spelt))
    .map(([spelling]) => `a ${name} (${spelling}) in ${source.name}`)
}
