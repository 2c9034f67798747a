/** Text that is HTML already. Made by `html` alone, so that whatever else is put into a page is escaped. */
export interface Markup {
  readonly markup: string
}

type Part = string | number | Markup | readonly Markup[]

const ENTITIES: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
}

/** Escapes every part that is not markup itself. */
export function html(texts: TemplateStringsArray, ...parts: readonly Part[]): Markup {
  const rest = parts.map((part, n) => markupOf(part) + (texts[n + 1] ?? ''))
  return { markup: (texts[0] ?? '') + rest.join('') }
}

function markupOf(part: Part): string {
  if (typeof part === 'string') return escaped(part)
  if (typeof part === 'number') return String(part)
  return 'markup' in part ? part.markup : part.map((each) => each.markup).join('')
}

function escaped(text: string): string {
  return text.replaceAll(/[&<>"']/g, (sign) => ENTITIES[sign] ?? sign)
}
