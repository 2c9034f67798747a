/** A log-in that an access token is of. */
export interface VerifiedSession {
  readonly subject: string
  /** Stays the same when the session is refreshed. Absent in tokens of a provider that does not say it. */
  readonly id?: string
  /** The latest time, in milliseconds, at which the person may have logged in. */
  readonly startedAt: number
}

/** What was ended before its time: access tokens are good until they expire, unless they are looked up here. */
export interface EndedSessions {
  /** Forgotten after `keptUntil`, when nothing of the session is good any more. */
  end(sessionId: string, keptUntil: number): Promise<void>
  /** Ends every session of the person that began before that time. */
  endAll(subject: string, before: number): Promise<void>
  isEnded(session: VerifiedSession): Promise<boolean>
}
