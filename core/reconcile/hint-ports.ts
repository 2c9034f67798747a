/** That a tenant is due. `version` is the tenant's when it was said: once it changed again, a later hint says so. */
export interface Hint {
  readonly tenantId: string
  readonly version: number
}

/** Hints that are to arrive together, `delaySeconds` from now (0 to 900). */
export interface HintMessage {
  readonly hints: readonly Hint[]
  readonly delaySeconds: number
}

/** Brings hints to whoever settles a cell. They may arrive twice, late, or never. */
export interface HintQueues {
  /** False for a cell that nobody listens to any more. */
  has(cell: string): boolean
  /** Throws `unavailable` when some may not have been taken. */
  send(cell: string, messages: readonly HintMessage[]): Promise<void>
}
