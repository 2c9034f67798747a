export type Properties = Readonly<Record<string, string | number | boolean>>

/**
 * Text that java.util.Properties reads back as the same values. It reads Latin-1 and knows escapes:
 * https://docs.oracle.com/en/java/javase/17/docs/api/java.base/java/util/Properties.html#load(java.io.Reader)
 */
export function propertiesText(properties: Properties): string {
  return Object.entries(properties)
    .map(([name, value]) => `${name}=${escaped(String(value))}\n`)
    .join('')
}

function escaped(value: string): string {
  return value
    .replaceAll('\\', '\\\\')
    .replace(
      /[^\x20-\x7e]|^ /g,
      (character) => `\\u${character.charCodeAt(0).toString(16).padStart(4, '0')}`,
    )
}

/** Reads simple `name=value` lines, as in the files that Kafka itself writes. */
export function parseProperties(text: string): Map<string, string> {
  const lines = text.split(/\r?\n/).filter((line) => line.includes('=') && !line.startsWith('#'))
  return new Map(
    lines.map((line) => [line.slice(0, line.indexOf('=')), line.slice(line.indexOf('=') + 1)]),
  )
}
