import type { Member } from './account.ts'

/** Somebody who is out of an account, and whose log-in is still to be forgotten: all that is kept of them until then. */
export interface Leaver {
  /** The member's id. */
  readonly id: string
  readonly accountId: string
  readonly email: string
  readonly subject: string
}

export function leaverOf({ id, accountId, email, subject }: Member): Leaver {
  return { id, accountId, email, subject }
}

/** Whatever a request did not finish is due this much later. */
export const LEAVING_DUE_AFTER_MS = 60_000
