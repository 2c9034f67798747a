import type { Ids } from '../../lambdas/http/missing-ids.ts'
import type { Ask } from './http/answer.ts'

interface GroupOf {
  readonly ids: Ids
  readonly ask: Ask
  /** Of the tenant, dot included. */
  readonly prefix: string
}

/** What only one's own stack offers. */
export interface Means {
  readonly operatorToken?: string
  /** Makes an operator, once. */
  readonly bootstrapSecret?: string
  /** The newest mail to that address. */
  mailTo?(email: string): Promise<{ readonly code?: string; readonly text: string }>
  /** Stores an invoice of an account that is too young to have one; answers with its id. */
  putInvoice?(accountId: string): Promise<string>
  /** Makes a consumer group without members in the party’s tenant. */
  putGroup?(party: GroupOf, name: string): Promise<void>
  /** Lets time pass where the clock is ours. */
  pass?(ms: number): void
  /** Nothing stands between us and the server: connections may be held and misused. */
  readonly isOwnListener?: true
}
