import type { Secret } from '../../../core/credential/credential-ports.ts'

const ESCAPES = new Map([
  ['\\', '\\\\'],
  ['\n', '\\n'],
  ['\r', '\\r'],
  ['\t', '\\t'],
  ['\f', '\\f'],
])

/**
 * A value as java.util.Properties reads it: white space before it would be skipped (other readers skip it after it
 * too), and files were Latin-1 for long.
 * https://docs.oracle.com/en/java/javase/17/docs/api/java.base/java/util/Properties.html#load(java.io.Reader)
 */
export function propertyValue(text: string): string {
  return text
    .replaceAll(/[^ -~]|\\/g, (character) => ESCAPES.get(character) ?? codeUnit(character))
    .replaceAll(/^ | $/g, codeUnit)
}

/**
 * The log-in of Java clients. Kafka reads it with a StreamTokenizer, which knows the escapes of C within quotes and no
 * line end in them.
 */
export function jaasConfig({ username, password }: Secret): string {
  const module = 'org.apache.kafka.common.security.scram.ScramLoginModule required'
  return `${module} username=${jaasQuoted(username)} password=${jaasQuoted(password)};`
}

function jaasQuoted(text: string): string {
  const escaped = text.replaceAll(/["\\]/g, '\\$&').replaceAll('\n', '\\n').replaceAll('\r', '\\r')
  return `"${escaped}"`
}

function codeUnit(character: string): string {
  return `\\u${character.charCodeAt(0).toString(16).padStart(4, '0')}`
}
