const WORD = /^[0-9]{6}$/

/** The ways in which a text may stand in a log, by their names. */
export function spellingsOf(text: string): ReadonlyMap<string, Buffer> {
  const spellings: [string, string][] = [
    ['plain', text],
    ['JSON', JSON.stringify(text).slice(1, -1)],
    ['URL', encodeURIComponent(text)],
    ['form', new URLSearchParams({ a: text }).toString().slice(2)],
    ['hex', Buffer.from(text).toString('hex')],
    ...[0, 1, 2].flatMap((before) => base64At(text, before)),
  ]
  const unlike = new Map<string, string>()
  for (const [name, spelt] of spellings) if (!unlike.has(spelt)) unlike.set(spelt, name)
  return new Map([...unlike].map(([spelt, name]) => [name, Buffer.from(spelt)]))
}

/** A code is six digits and nothing of a longer number. */
export function isCode(text: string): boolean {
  return WORD.test(text)
}

/** Base64 writes three bytes as four characters, so a text looks different by how many bytes stand before it (mod 3). */
function base64At(text: string, before: number): [string, string][] {
  const bytes = Buffer.concat([Buffer.alloc(before), Buffer.from(text)])
  const whole = bytes.toString('base64').replaceAll('=', '')
  const own = whole.slice(Math.ceil((before * 4) / 3), Math.floor((bytes.length * 4) / 3))
  const url = own.replaceAll('+', '-').replaceAll('/', '_')
  return [
    [`base64 at ${before}`, own],
    [`base64url at ${before}`, url],
  ]
}
