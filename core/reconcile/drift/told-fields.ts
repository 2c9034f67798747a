import type { Fields } from '../../audit/change.ts'
import { timeText } from '../../kernel/clock.ts'
import type { Finding } from './finding.ts'

// What the trail shows of a finding, and nothing else of it.

export const FINDING_FIELDS: Fields<Finding> = {
  state: ({ state }) => state,
  until: (finding) => (finding.state === 'silenced' ? timeText(finding.until) : null),
  reason: (finding) => (finding.state === 'silenced' ? finding.reason : null),
}
