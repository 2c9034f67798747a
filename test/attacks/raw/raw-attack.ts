import type { RawParty } from '../parties/read-client-properties.ts'
import type { Finding } from '../verdict/finding.ts'

/** Who attacks whom below Kafka's clients. */
export interface RawPair {
  readonly victim: RawParty
  readonly attacker: RawParty
  /** A user that was revoked; no attacks with it when there is none. */
  readonly revoked?: RawParty
}

/** Answers with a word of the broker: `none` for success. */
type Attempt = (pair: RawPair) => Promise<string>

/** Without a control there is no attack: "refused" could be "broken". */
export type RawControl =
  | { readonly kind: 'owner' | 'harmless'; readonly attempt: Attempt }
  | { readonly kind: 'nobody'; readonly because: string }

export interface RawAttack {
  readonly name: string
  readonly attempt: Attempt
  readonly control: RawControl
}

/** Tries all attacks, then all controls, one after the other. */
export async function runRaw(attacks: readonly RawAttack[], pair: RawPair): Promise<Finding[]> {
  const answers: string[] = []
  for (const { attempt } of attacks) answers.push(await answerOf(attempt, pair))
  const findings: Finding[] = []
  for (const [n, { name, control }] of attacks.entries()) {
    const attack = answers[n] ?? 'Timeout'
    findings.push(
      control.kind === 'nobody'
        ? { name, control, attack }
        : {
            name,
            control: { kind: control.kind },
            attack,
            controlled: await answerOf(control.attempt, pair),
          },
    )
  }
  return findings
}

async function answerOf(attempt: Attempt, pair: RawPair): Promise<string> {
  try {
    return await attempt(pair)
  } catch (error) {
    // A connection that ends while it is opened was closed by the broker.
    return error instanceof Error && error.message === 'Timeout' ? 'Timeout' : 'CLOSED'
  }
}
