/** The progress of asynchronous work that the API answered 202 to. */
export interface Operation {
  readonly id: string
  readonly accountId: string
  /** The tenant whose settling it waits for; absent for a sign-up. */
  readonly tenantId?: string
  /** Path of the resource in the API, below `/v1`. */
  readonly resource: string
  /** Done once the tenant was seen at this generation or a later one. */
  readonly generation: number
  readonly state: OperationState
  readonly error?: string
  readonly createdAt: number
}

export type OperationState = 'pending' | 'done' | 'failed'

/** What the tenant remembers of an operation until it can be finished with the tenant itself, in one write. */
export interface OpenOperation {
  readonly id: string
  readonly generation: number
  readonly subject: OperationSubject
}

/** Whose failure would be the operation's failure. */
export type OperationSubject =
  | { readonly kind: 'tenant' }
  | { readonly kind: 'topic'; readonly name: string }
  | { readonly kind: 'credential'; readonly id: string }

export interface ProgressStep {
  readonly step: string
  readonly state: 'pending' | 'done'
}

/** Thirty days: long enough to look up what happened last month; the audit trail has the rest. */
export const OPERATION_KEPT_DAYS = 30
