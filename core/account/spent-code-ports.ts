/** The code that confirmed an address, for as long as it may be sent again. `version` guards every write. */
export interface SpentCode {
  /** Lower case. */
  readonly email: string
  readonly hash: string
  readonly triesLeft: number
  readonly expiresAt: number
  readonly version: number
}

/** What is kept beside an identity provider that takes a code once only. */
export interface SpentCodeStore {
  /** What was put last, its time over or not, until the store takes it away. */
  get(email: string): Promise<SpentCode | undefined>
  /** Throws `conflict` unless the stored version is one less (absent for version 1). */
  put(code: SpentCode): Promise<void>
  /** With the address; one that is not there is none. */
  remove(email: string): Promise<void>
}
