import type { Finding } from './finding.ts'
import { isNotOffered, isRefusal, isSilence } from './refusals.ts'

export type Verdict =
  /** Refused, like missing names are, and somebody entitled could do it. */
  | 'held'
  /** The attacker was let in. */
  | 'breach'
  /** The answer tells what is there from what is not. */
  | 'told-apart'
  /** No answer came in time. */
  | 'silent'
  /** Refused to everybody: nothing is proved. */
  | 'unproved'
  /** Refused, and nobody was there for the control. */
  | 'uncontrolled'
  /** The cluster is too old for it. */
  | 'not-offered'

/** Strict: whatever is not known to be a refusal counts as a breach. */
export function judge(finding: Finding): Verdict {
  const { attack, missing, telling, controlled, control } = finding
  if (isNotOffered(attack) && (controlled === undefined || isNotOffered(controlled)))
    return 'not-offered'
  if (isSilence(attack) || (missing !== undefined && isSilence(missing))) return 'silent'
  if (!isRefusal(attack)) return 'breach'
  if (missing !== undefined && missing !== attack && telling === undefined) return 'told-apart'
  if (controlled === undefined) return control.kind === 'nobody' ? 'held' : 'uncontrolled'
  return controlPassed(control.kind, controlled) ? 'held' : 'unproved'
}

/** An answer that makes no sense of a request shows as well as a success that the one who asked was let in. */
function controlPassed(kind: Finding['control']['kind'], answer: string): boolean {
  if (kind === 'nobody') return answer !== 'none'
  return !isRefusal(answer) && !isSilence(answer)
}
