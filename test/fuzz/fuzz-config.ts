/** Values of path parameters, by name. */
type Values = Readonly<Record<string, string>>

export interface Overrides {
  readonly everywhere: Values
  /** For GET. */
  readonly read: Values
  /** For what changes something. */
  readonly changed: Values
  /** For deleting and restoring a tenant. */
  readonly doomed: Values
}

interface ConfigInput {
  readonly apiUrl: string
  /** Absent: nobody in particular asks. */
  readonly token: string | undefined
  readonly overrides: Overrides
  readonly casesPerOperation: number
}

const CHECKS = [
  'not_a_server_error',
  'status_code_conformance',
  'content_type_conformance',
  'response_headers_conformance',
  'response_schema_conformance',
  'negative_data_rejection',
]
/**
 * What may be said to a request that is not as the document has it; 412 to an If-Match that is no ETag of ours, 429 where
 * all roles together ask more often than one address may.
 */
const REFUSALS = [400, 401, 403, 404, 409, 412, 413, 415, 422, 429]
const HEALTH = ['getHealth']
const OF_THE_DOOMED = ['deleteTenant', 'restoreTenant']
/** Would take everything away that is fuzzed, should it ever guess the name of the account. */
const FATAL = ['deleteAccount']
const NOT_ITS_NAME = 'not the name of the account'

/**
 * The configuration of one run, as TOML: https://schemathesis.readthedocs.io/en/stable/reference/configuration/
 * `auto` waits as long as a 429 says and asks again, as a good client does: so limits stay as they are shipped.
 */
export function fuzzConfig({ apiUrl, token, overrides, casesPerOperation }: ConfigInput): string {
  const headers = token === undefined ? {} : { Authorization: `Bearer ${token}` }
  return [
    `base-url = ${quoted(apiUrl)}`,
    'rate-limit = "auto"',
    'request-timeout = 120',
    'continue-on-failure = true',
    `headers = ${inlineTable(headers)}`,
    '[generation]',
    `max-examples = ${casesPerOperation}`,
    'no-shrink = true',
    'database = "none"',
    'with-security-parameters = false',
    '[phases]',
    'coverage.enabled = false',
    'stateful.enabled = false',
    '[checks]',
    'enabled = false',
    ...CHECKS.map((check) => `${check}.enabled = true`),
    `negative_data_rejection.expected-statuses = ${JSON.stringify(REFUSALS)}`,
    // A cluster that was made up as operator is down, and so says this.
    ...['[[operations]]', `include-operation-id = ${quoted(HEALTH)}`],
    'checks = { not_a_server_error = { expected-statuses = ["2xx", "4xx", 503] } }',
    ...operations(
      `include-method = ["GET"]\nexclude-operation-id = ${quoted(HEALTH)}`,
      overrides.everywhere,
      overrides.read,
    ),
    ...operations(
      `include-method = ["POST", "PATCH", "DELETE"]\nexclude-operation-id = ${quoted([...OF_THE_DOOMED, ...FATAL])}`,
      overrides.everywhere,
      overrides.changed,
    ),
    ...operations(`include-operation-id = ${quoted(OF_THE_DOOMED)}`, overrides.doomed),
    ...['[[operations]]', `include-operation-id = ${quoted(FATAL)}`],
    `parameters = ${inlineTable({ 'query.confirm': NOT_ITS_NAME })}`,
  ].join('\n')
}

function operations(which: string, ...values: readonly Values[]): readonly string[] {
  const all = Object.entries(Object.assign({}, ...values) as Values)
  const parameters = Object.fromEntries(all.map(([name, value]) => [`path.${name}`, value]))
  return ['[[operations]]', which, `parameters = ${inlineTable(parameters)}`]
}

function inlineTable(values: Values): string {
  const pairs = Object.entries(values).map(([name, value]) => `${quoted(name)} = ${quoted(value)}`)
  return `{ ${pairs.join(', ')} }`
}

/** JSON's strings, and arrays of them, are TOML's too. */
const quoted = (value: string | readonly string[]): string => JSON.stringify(value)
