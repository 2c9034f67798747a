import { frameAttacks } from './frame-attacks.ts'
import { logInAttacks, revokedAttacks } from './log-in-attacks.ts'
import type { RawAttack, RawPair } from './raw-attack.ts'
import { sessionAttacks } from './session-attacks.ts'

/** Every attack below Kafka's clients that these parties can try. */
export function allRawAttacks({ revoked }: RawPair): readonly RawAttack[] {
  const always = [...logInAttacks, ...sessionAttacks, ...frameAttacks]
  return revoked === undefined ? always : [...always, ...revokedAttacks]
}
