import { javaPlanOf } from './java-plan-of.ts'
import type { Pair } from './parties/pair.ts'
import { readClientProperties } from './parties/read-client-properties.ts'
import { allRawAttacks } from './raw/all-raw-attacks.ts'
import { type RawPair, runRaw } from './raw/raw-attack.ts'
import { type JavaPlan, runJava } from './run-java.ts'
import type { Finding } from './verdict/finding.ts'
import { type Report, reportOf } from './verdict/report.ts'

/**
 * Everything that a pair is attacked with: below Kafka's clients, then with Apache Kafka's own. Further plans run in the
 * same Java process afterwards. One report a plan, that of the pair first.
 */
export async function attackPair(pair: Pair, further: readonly JavaPlan[] = []): Promise<Report[]> {
  const raw = await rawFindings(pair)
  const told = await runJava([javaPlanOf(pair), ...further])
  return told.map(({ plan, findings, changes }, n) =>
    reportOf(plan, n === 0 ? [...raw, ...findings] : findings, changes),
  )
}

function rawFindings({ victim, attacker, revoked }: Pair): Promise<Finding[]> {
  const pair: RawPair = {
    victim: readClientProperties(victim.file),
    attacker: readClientProperties(attacker.file),
    ...(revoked === undefined ? {} : { revoked: readClientProperties(revoked) }),
  }
  return runRaw(allRawAttacks(pair), pair)
}
