import { javaPlanOf } from './java-plan-of.ts'
import type { Pair } from './parties/pair.ts'
import { readClientProperties } from './parties/read-client-properties.ts'
import { allRawAttacks } from './raw/all-raw-attacks.ts'
import { type RawPair, runRaw } from './raw/raw-attack.ts'
import { type JavaPlan, runJava } from './run-java.ts'
import type { Finding } from './verdict/finding.ts'
import { type Report, reportOf } from './verdict/report.ts'
import type { Address } from './wire/connection.ts'

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

/** Topics, groups and transactions of the neighbour's alone, with Apache Kafka's own clients. */
export async function attackNames(pair: Pair): Promise<Report> {
  const [told] = await runJava([{ ...javaPlanOf(pair), only: 'names' }])
  if (told === undefined) throw new Error('The attacks told nothing.')
  return reportOf(told.plan, told.findings, told.changes)
}

/** At every broker: each lets people in by itself. */
async function rawFindings({ victim, attacker, revoked }: Pair): Promise<Finding[]> {
  const pair: RawPair = {
    victim: readClientProperties(victim.file),
    attacker: readClientProperties(attacker.file),
    ...(revoked === undefined ? {} : { revoked: readClientProperties(revoked) }),
  }
  const findings: Finding[] = []
  for (const [n, address] of pair.victim.addresses.entries()) {
    const there = atBroker(pair, address)
    const found = await runRaw(allRawAttacks(there), there)
    const where = n === 0 ? '' : `, at broker ${n + 1}`
    findings.push(...found.map((finding) => ({ ...finding, name: `${finding.name}${where}` })))
  }
  return findings
}

function atBroker({ victim, attacker, revoked }: RawPair, address: Address): RawPair {
  return {
    victim: { ...victim, address },
    attacker: { ...attacker, address },
    ...(revoked === undefined ? {} : { revoked: { ...revoked, address } }),
  }
}
