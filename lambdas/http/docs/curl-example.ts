import type { Operation } from './reference.ts'

/** Fields of an example's body that only its reader can know. */
const VARIABLE_FIELDS: Readonly<Record<string, string>> = {
  code: 'CODE',
  refreshToken: 'REFRESH_TOKEN',
  secret: 'OPERATOR_TOKEN',
  token: 'INVITATION',
}

/**
 * A command that runs as it is printed in any POSIX shell, given TOKEN (or OPERATOR_TOKEN) and the ids of the path as
 * variables named after them: `tenantId` is TENANT_ID.
 */
export function curlExample(apiUrl: string, operation: Operation): string {
  const { method, path } = operation
  const url = apiUrl + path.replaceAll(/\{(\w+)\}/g, (_, name: string) => `$${variableOf(name)}`)
  const parts = [
    method === 'GET' ? `curl "${url}"` : `curl -X ${method} "${url}"`,
    ...authorization(operation['x-access']),
    ...bodyOf(operation),
  ]
  return parts.join(' \\\n  ')
}

/** tenantId → TENANT_ID */
function variableOf(name: string): string {
  return name.replaceAll(/[A-Z]/g, (letter) => `_${letter}`).toUpperCase()
}

function authorization(access: string): readonly string[] {
  if (access === 'public') return []
  return [`-H "Authorization: Bearer $${access === 'operator' ? 'OPERATOR_TOKEN' : 'TOKEN'}"`]
}

function bodyOf({ requestBody }: Operation): readonly string[] {
  const example = requestBody?.content['application/json']?.example
  if (example === undefined) return []
  const text = JSON.stringify(example, (key, value: unknown) => {
    const variable = VARIABLE_FIELDS[key]
    return variable === undefined ? value : `$${variable}`
  })
  return ["-H 'Content-Type: application/json'", `-d ${shellQuoted(text)}`]
}

/** Single quotes, out of which the variables above stand in double quotes. */
function shellQuoted(json: string): string {
  const variables = Object.values(VARIABLE_FIELDS).join('|')
  const quoted = json.replaceAll("'", String.raw`'\''`)
  return `'${quoted.replaceAll(new RegExp(`"\\$(${variables})"`, 'g'), `"'"$$$1"'"`)}'`
}
