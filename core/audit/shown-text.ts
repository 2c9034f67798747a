/** Longer than any name that we take. */
export const TEXT_CHARACTERS_MAX = 256
/** What is looked at of a longer text: looking for addresses in one takes time by the square of its length. */
const READ_CHARACTERS_MAX = 2_048
/** All texts of a list together. */
export const LIST_CHARACTERS_MAX = 1_024

interface Short<T> {
  readonly shown: T
  readonly isCut: boolean
}

/** What somebody may have typed into a name and the trail, which is kept for good, does not keep. */
const UNTOLD: readonly (readonly [RegExp, string])[] = [
  // Our own tokens and signing secrets, and JSON Web Tokens (RFC 7519).
  [/\bhg[a-z]_[\w-]+|\bwhsec_[\w+/=-]+|\beyJ[\w-]+\.[\w.-]+/g, '(secret)'],
  [/[^\s@]+@[^\s@]+/g, '(address)'],
  [/(?<![\w.])\d{1,3}(?:\.\d{1,3}){3}(?![\w.])/g, '(address)'],
  [/(?<![\w:])(?:[\da-f]{0,4}:){2,7}(?:[\da-f]{1,4}|:)(?![\w:])/gi, '(address)'],
]

/** A text of at most `TEXT_CHARACTERS_MAX` characters, without e-mail and IP addresses and what looks like a secret. */
export function shortText(text: string): Short<string> {
  const read = text.slice(0, READ_CHARACTERS_MAX)
  const told = UNTOLD.reduce((rest, [untold, instead]) => rest.replaceAll(untold, instead), read)
  if (told.length <= TEXT_CHARACTERS_MAX && read === text) return { shown: told, isCut: false }
  // Not in the middle of a character of two units.
  const kept = told.slice(0, TEXT_CHARACTERS_MAX - 1).replace(/[\ud800-\udbff]$/, '')
  return { shown: `${kept}…`, isCut: true }
}

/** The first texts of a list, as many as fit into `LIST_CHARACTERS_MAX`. */
export function shortList(texts: readonly string[]): Short<readonly string[]> {
  const shown: string[] = []
  let room = LIST_CHARACTERS_MAX
  let isCut = false
  for (const each of texts) {
    const short = shortText(each)
    room -= short.shown.length
    if (room < 0) return { shown, isCut: true }
    shown.push(short.shown)
    isCut ||= short.isCut
  }
  return { shown, isCut }
}
