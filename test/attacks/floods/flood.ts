import type { RawParty } from '../parties/read-client-properties.ts'

/** Somebody who harms by numbers. Bounded: so many connections, so many bytes, and it ends when it is told to. */
export interface Flood {
  readonly name: string
  /** Resolves once it is under way. */
  start(attacker: FloodParty): Promise<UnderWay>
}

/** `address` alone is enough for a flood before a log-in. */
export interface FloodParty extends RawParty {
  readonly topic: string
}

export interface UnderWay {
  /** What it did, for people; everything that it opened is closed. */
  stop(): Promise<string>
}
