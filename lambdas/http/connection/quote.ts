/**
 * A string literal of JavaScript and of Python alike: every escape that JSON writes means the same in both, and neither
 * ends a literal at another character.
 */
export function literal(text: string): string {
  return JSON.stringify(text)
}

/** Text for the rest of a comment's line: no value may end the comment. */
export function inComment(text: string): string {
  return text.replaceAll(/[\p{Cc}\p{Zl}\p{Zp}]+/gu, ' ')
}

/** One word of a POSIX shell; within single quotes nothing but the quote itself has a meaning. */
export function shellWord(text: string): string {
  return `'${text.replaceAll("'", "'\\''")}'`
}

/** PEM with bare line feeds, ended by one. */
export function tidyPem(pem: string): string {
  return `${pem.replaceAll('\r', '').trim()}\n`
}
