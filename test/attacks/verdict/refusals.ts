/** Kafka's clients and raw answers spell the same refusal in two ways. */
const NOT_ALLOWED = [/AuthorizationException$/, /^[A-Z_]+_AUTHORIZATION_FAILED$/]

/** As if it were not there, or not shown at all. */
const NOT_THERE = [
  /^UnknownTopicOrPartitionException$/,
  /^UnknownTopicIdException$/,
  /^UNKNOWN_TOPIC_(OR_PARTITION|ID)$/,
  /^NOT_SHOWN$/,
]

/** The broker ended the connection, or does not listen to such a thing there. */
const CUT = [/^CLOSED$/, /^(Network|Disconnect)Exception$/]

const NOT_LOGGED_IN = [
  /^SASL_AUTHENTICATION_FAILED$/,
  /^UNSUPPORTED_SASL_MECHANISM$/,
  /^ILLEGAL_SASL_STATE$/,
  /^SaslAuthenticationException$/,
]

const SWITCHED_OFF = [/^DelegationTokenDisabledException$/, /^UNKNOWN_SUBSCRIPTION_ID$/]

/** UNKNOWN_SERVER_ERROR is how Kafka 4.3 refuses a batch in a compression that it does not know. */
const BAD_RECORD = [
  /^InvalidTimestampException$/,
  /^RecordTooLargeException$/,
  /^(INVALID_RECORD|CORRUPT_MESSAGE|UNKNOWN_SERVER_ERROR)$/,
]

/** Over REST each attack knows what it may be told; whatever else comes is none (rest/rest-attack.ts). */
const OVER_REST = [/^REFUSED\b/]

const REFUSALS = [
  NOT_ALLOWED,
  NOT_THERE,
  CUT,
  NOT_LOGGED_IN,
  SWITCHED_OFF,
  BAD_RECORD,
  OVER_REST,
].flat()

/** True for a word that says no. Every other word, also of an error, means that somebody was let in. */
export function isRefusal(answer: string): boolean {
  return REFUSALS.some((refusal) => refusal.test(answer))
}

/** No answer at all: neither a refusal nor a success. */
export function isSilence(answer: string): boolean {
  return /Timeout/.test(answer)
}

/** The cluster is older than what was tried. */
export function isNotOffered(answer: string): boolean {
  return answer === 'UnsupportedVersionException'
}
