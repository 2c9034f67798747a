import * as z from 'zod'
import type { Account, ApiToken, Member } from '../../core/account/account.ts'
import type { Login, RefreshGrant } from '../../core/account/identity-ports.ts'
import type { Operator } from '../../core/account/operator.ts'
import { ROLES } from '../../core/account/role.ts'
import type { AuditEvent } from '../../core/audit/audit-event.ts'
import type { Operation } from '../../core/operation/operation.ts'
import type { RepeatRecord } from '../../core/repeat/repeat.ts'

// What each kind of item must hold to be read back. Strict: a field unknown here would be lost with the next write.

const time = z.int()

export const operationSchema: z.ZodType<Operation> = z.strictObject({
  id: z.string(),
  accountId: z.string(),
  tenantId: z.string().exactOptional(),
  resource: z.string(),
  generation: z.int(),
  state: z.enum(['pending', 'done', 'failed']),
  error: z.string().exactOptional(),
  createdAt: time,
})

const viewSchema = z.record(
  z.string(),
  z.union([z.string(), z.number(), z.boolean(), z.null(), z.array(z.string())]),
)

export const auditEventSchema: z.ZodType<AuditEvent> = z.strictObject({
  id: z.string(),
  accountId: z.string(),
  at: time,
  actor: z.string(),
  action: z.string(),
  resource: z.string(),
  outcome: z.enum(['accepted', 'done', 'refused']),
  requestId: z.string().nullable(),
  sourceAddress: z.string().nullable(),
  // Events of an earlier release have none of these.
  before: viewSchema.exactOptional(),
  after: viewSchema.exactOptional(),
  cut: z.array(z.string()).exactOptional(),
})

/** The answer is kept as JSON text, so that it comes back exactly as it was given. */
export const answerSchema: z.ZodType<RepeatRecord> = z.strictObject({
  accountId: z.string(),
  // Those of the release before have neither.
  actorId: z.string().exactOptional(),
  attemptId: z.string().exactOptional(),
  key: z.string(),
  requestHash: z.string(),
  resource: z.string().exactOptional(),
  answer: z.string().transform(fromJson).exactOptional(),
  withheld: z.literal(true).exactOptional(),
  expiresAt: time,
})

export const accountSchema: z.ZodType<Account> = z.strictObject({
  id: z.string(),
  name: z.string(),
  createdAt: time,
  deletedAt: time.exactOptional(),
})

export const memberSchema: z.ZodType<Member> = z.strictObject({
  id: z.string(),
  accountId: z.string(),
  subject: z.string(),
  email: z.string(),
  role: z.enum(ROLES),
  createdAt: time,
})

/** Whose member a subject is. */
export const subjectSchema = z.strictObject({ accountId: z.string(), memberId: z.string() })

export const tokenSchema: z.ZodType<ApiToken> = z.strictObject({
  id: z.string(),
  accountId: z.string(),
  name: z.string(),
  role: z.enum(ROLES),
  createdBy: z.string(),
  memberId: z.string().exactOptional(),
  createdAt: time,
  expiresAt: time.exactOptional(),
  lastUsedAt: time.exactOptional(),
  revokedAt: time.nullable(),
})

export const operatorSchema: z.ZodType<Operator> = z.strictObject({
  id: z.string(),
  name: z.string(),
  createdBy: z.string(),
  createdAt: time,
})

const codeSchema = z.strictObject({ hash: z.string(), triesLeft: z.int(), expiresAt: time })

export const loginSchema: z.ZodType<Login> = z.strictObject({
  email: z.string(),
  subject: z.string(),
  passwordHash: z.string(),
  accountName: z.string(),
  operationId: z.string().nullable(),
  confirmedAt: time.nullable(),
  code: codeSchema.nullable(),
  // Those of the release before have none.
  reset: codeSchema.nullable().default(null),
  version: z.int(),
})

export const grantSchema: z.ZodType<RefreshGrant> = z.strictObject({
  id: z.string(),
  subject: z.string(),
  secretHash: z.string(),
  expiresAt: time,
  session: z.strictObject({ id: z.string(), startedAt: time }).exactOptional(),
})

function fromJson(text: string, context: z.RefinementCtx): unknown {
  try {
    return JSON.parse(text)
  } catch {
    context.addIssue('The text is not JSON.')
    return z.NEVER
  }
}
