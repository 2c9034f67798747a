import { mkdirSync, renameSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'

/** Jest reporter: leaves the counts of this run in `TEST_RESULTS_DIR`, where a runner adds them up. */
export default class CountsReporter {
  onRunComplete(_contexts, results) {
    const folder = process.env.TEST_RESULTS_DIR
    if (!folder) return
    mkdirSync(folder, { recursive: true })
    const { numPassedTests, numFailedTests, numRuntimeErrorTestSuites } = results
    const counts = { numPassedTests, numFailedTests, numRuntimeErrorTestSuites }
    const path = join(folder, `jest-${results.startTime}-${process.pid}.json`)
    // Renamed into place: a run that is killed while writing must not leave half a file.
    writeFileSync(`${path}.part`, JSON.stringify(counts))
    renameSync(`${path}.part`, path)
  }
}
