import * as z from 'zod'

// What each function is told by its environment: the contract with the stack that makes the functions, shown as a table
// in docs/architecture-aws.md. No variable holds a secret; those that name one hold its ARN.

const text = z.string().min(1)

/** Set by Lambda itself. */
const base = { AWS_REGION: text }

const table = { ...base, TABLE_NAME: text }

const sessions = {
  USER_POOL_ID: text,
  USER_POOL_CLIENT_ID: text,
  /** Where the pool's public keys are, if not where Cognito publishes them. */
  SESSION_KEYS_URL: z.url().optional(),
}

/** Plain text of at least 32 characters. */
const keys = { TOKEN_PEPPER_SECRET_ARN: text }

/** Where passwords of Kafka users are kept. */
const userSecrets = { DEPLOYMENT: text, SECRETS_KEY_ARN: text }

/** The one cell that a function looks after. */
const cell = {
  /** As in the configuration; the cluster's id is `cl_` and this. */
  CELL_NAME: z.string().regex(/^[a-z][a-z0-9-]{0,19}$/),
  CLUSTER_ARN: text,
  CELL_ACCESS: z.enum(['vpc', 'privatelink', 'public']).default('vpc'),
  CELL_REPLICATION_FACTOR: z.coerce.number().int().min(1).max(3),
  /** PEM of the authority behind the brokers, where it is no public one; Amazon MSK's is. */
  CELL_CA_PEM: z.string().optional(),
  /**
   * Where brokers show their counters; Amazon MSK's open monitoring has 11001:
   * https://docs.aws.amazon.com/msk/latest/developerguide/open-monitoring.html
   */
  CELL_METRICS_PORT: z.coerce.number().int().default(11_001),
}

export const apiEnvironment = z.object({ ...table, ...sessions, ...keys })

export const invoiceEnvironment = z.object({
  ...table,
  /** A key of Stripe that may write meter events; without it nobody collects. */
  PAYMENT_SECRET_ARN: text.optional(),
  /** The event name of the meter, whose price is a millionth of a dollar. */
  PAYMENT_METER_EVENT: text.default('headgate_micros'),
})

export const secretsEnvironment = z.object({ ...table, ...sessions, ...keys, ...userSecrets })

export const identityEnvironment = z.object({
  ...table,
  ...sessions,
  ...keys,
  /** The bootstrap secret, with which the first operator is claimed. */
  OPERATOR_TOKEN_SECRET_ARN: text,
  /** Verified in Amazon SES; without it a known address that signs up again gets no note. */
  MAIL_FROM: z.email().optional(),
})

export const dispatchEnvironment = z.object({
  ...base,
  /** JSON: `{"waiting": url, "cl_<cell>": url, …}`. */
  QUEUE_URLS: z
    .string()
    .transform((value, context) => parseJson(value, context))
    .pipe(z.record(z.string(), z.url())),
})

export const placeEnvironment = z.object(table)

export const webhooksEnvironment = z.object(table)

export const departuresEnvironment = z.object({ ...table, ...sessions })

export const reconcileEnvironment = z.object({ ...table, ...userSecrets, ...cell })

export const observeEnvironment = z.object({ ...table, ...cell })

export const sweepEnvironment = observeEnvironment.extend({ DEPLOYMENT: text })

export type SweepEnvironment = z.infer<typeof sweepEnvironment>
export type CellEnvironment = z.infer<typeof observeEnvironment>
export type ReconcileEnvironment = z.infer<typeof reconcileEnvironment>
export type IdentityEnvironment = z.infer<typeof identityEnvironment>
export type SecretsEnvironment = z.infer<typeof secretsEnvironment>
export type InvoiceEnvironment = z.infer<typeof invoiceEnvironment>
export type ApiEnvironment = z.infer<typeof apiEnvironment>

/** Parses, or ends the start with every fault in one sentence. Names of variables are shown, values never. */
export function readEnvironment<Shape>(
  schema: z.ZodType<Shape>,
  environment: Readonly<Record<string, string | undefined>>,
): Shape {
  const parsed = schema.safeParse(environment)
  if (parsed.success) return parsed.data
  const names = [...new Set(parsed.error.issues.map(({ path }) => String(path[0])))]
  throw new Error(`The function's environment lacks or misspells ${names.join(', ')}.`)
}

function parseJson(value: string, context: z.RefinementCtx): unknown {
  try {
    return JSON.parse(value)
  } catch {
    context.addIssue('The value is not JSON.')
    return z.NEVER
  }
}
