import type { Answer } from '../http/answer.ts'

/** As many as a person can start before the first is answered. */
export const AT_ONCE = 6

export function atOnce(work: (n: number) => Promise<Answer>): Promise<Answer[]> {
  return Promise.all(Array.from({ length: AT_ONCE }, (_, n) => work(n)))
}
