import type { Finding } from './finding.ts'
import { judge, type Verdict } from './judge.ts'

export interface Report {
  readonly name: string
  readonly tried: number
  /** Of what was tried. */
  readonly names: readonly string[]
  readonly succeeded: number
  readonly controlsPassed: number
  /** One line an attack that was not simply held. */
  readonly remarks: readonly string[]
  readonly changes: readonly string[]
}

const SUCCESSES: readonly Verdict[] = ['breach', 'told-apart']

/** Adds up what was found; `changes` is what the victim lost or gained, one line a thing. */
export function reportOf(
  name: string,
  findings: readonly Finding[],
  changes: readonly string[] = [],
): Report {
  const judged = findings.map((finding) => ({ finding, verdict: judge(finding) }))
  return {
    name,
    tried: judged.length,
    names: findings.map((finding) => finding.name),
    succeeded: judged.filter(({ verdict }) => SUCCESSES.includes(verdict)).length,
    controlsPassed: judged.filter(({ verdict }) => verdict === 'held').length,
    remarks: judged.flatMap(({ finding, verdict }) => remarkOn(finding, verdict)),
    changes,
  }
}

/** Nothing succeeded, every control passed, nothing of the victim's changed. */
export function isClean({ succeeded, controlsPassed, tried, changes }: Report): boolean {
  return tried > 0 && succeeded === 0 && controlsPassed === tried && changes.length === 0
}

function remarkOn(finding: Finding, verdict: Verdict): string[] {
  const { name, attack, missing, controlled, telling } = finding
  if (verdict === 'held')
    return telling === undefined || attack === missing
      ? []
      : [`known: ${name}: ${attack}, missing ${missing}: ${telling}`]
  const words = [attack, ...(missing === undefined ? [] : [`missing ${missing}`])]
  if (controlled !== undefined) words.push(`control ${controlled}`)
  return [`${verdict}: ${name}: ${words.join(', ')}`]
}
