import type { Ask } from './http/answer.ts'
import type { Client } from './http/create-client.ts'
import type { Means } from './means.ts'
import type { Party } from './parties/party.ts'
import type { Keyring } from './secrets/keyring.ts'

/** Two accounts on one installation, and what there is to attack the one with from the other. */
export interface World {
  readonly client: Client
  /** Asks as nobody. */
  readonly ask: Ask
  readonly victim: Party
  readonly attacker: Party
  readonly means: Means
  readonly keyring: Keyring
}
