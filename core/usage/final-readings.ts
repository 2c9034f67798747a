import { type MeasureDeps, measure } from './measure-cell.ts'
import type { FinalReadings } from './meter-ports.ts'
import { ownerOfTopic } from './owner-of.ts'

/** Another collector may be writing the same chunks. */
const TRIES = 3

/** `report` hears what went wrong: the topics are deleted all the same, and their tenants' windows are flagged. */
export function createFinalReadings(
  deps: MeasureDeps,
  report: (error: unknown) => void,
): FinalReadings {
  return {
    async take(clusterId, kafkaNames) {
      const only = new Set(kafkaNames.flatMap((name) => ownerOfTopic(name)?.tenantId ?? []))
      if (only.size === 0) return
      try {
        const scope = { closing: new Set(kafkaNames), only }
        for (let tries = 1; tries <= TRIES; tries += 1)
          if ((await measure(deps, clusterId, scope)).overtaken === 0) return
      } catch (error) {
        report(error)
      }
    },
  }
}
