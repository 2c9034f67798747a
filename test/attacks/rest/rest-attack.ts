import { createHash } from 'node:crypto'
import type { Finding } from '../verdict/finding.ts'
import { type Answer, textAt } from './http/answer.ts'

/** One thing that is tried over REST, and the same with what nobody has, and by somebody who may. */
export interface RestAttack {
  readonly family: string
  readonly name: string
  readonly control: Finding['control']
  /** Answers in words of `verdict/`: what begins with REFUSED says no. */
  attack(): Promise<string>
  missing?(): Promise<string>
  /** `none` when it could be done. Absent: nobody is there for it. */
  controlled?(): Promise<string>
  /** Controls that end something come last: the higher, the later. */
  readonly lateness?: number
}

/** `404 not_found`, `200`. */
export function nameOf(answer: Answer): string {
  return `${answer.status} ${textAt(answer.json, 'code')}`.trim()
}

/** What an answer comes to when only these may be said: then it is a refusal, else what was said. */
export function wordOf(answer: Answer, refusals: readonly string[]): string {
  const name = nameOf(answer)
  return refusals.includes(name) ? `REFUSED ${name}` : name
}

/** As `wordOf`, with a mark that differs with anything in the answer but the request’s id, the time and the asker’s own rate. */
export function wholeWordOf(answer: Answer, refusals: readonly string[]): string {
  return `${wordOf(answer, refusals)} ${markOf(answer)}`
}

const OF_THE_ASKER = ['x-request-id', 'ratelimit', 'ratelimit-policy', 'date', 'retry-after']

function markOf({ status, headers, text }: Answer): string {
  const id = headers['x-request-id'] ?? ''
  const told = Object.entries(headers).filter(([name]) => !OF_THE_ASKER.includes(name))
  const whole = JSON.stringify([
    status,
    told.toSorted(),
    id === '' ? text : text.replaceAll(id, ''),
  ])
  return createHash('sha256').update(whole).digest('hex').slice(0, 8)
}

/** Held or not, for attacks that are judged by what is there afterwards. */
export function heldWord(held: boolean, otherwise: string): string {
  return held ? 'REFUSED by what is there' : otherwise
}

/** A control by whoever may: an error that only somebody gets who was let in shows that as well. */
export function letIn(answer: Answer): string {
  const { status } = answer
  return status < 500 && ![401, 403, 404, 429].includes(status)
    ? 'none'
    : `REFUSED ${nameOf(answer)}`
}

/** A control that must have that status. */
export function done(answer: Answer, status?: number): string {
  const isDone = status === undefined ? answer.status < 300 : answer.status === status
  return isDone ? 'none' : `REFUSED ${nameOf(answer)}`
}
