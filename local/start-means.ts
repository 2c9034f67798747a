import type { Reach } from '../core/webhook/check-url.ts'
import type { HomeDescription } from './home/home-description.ts'
import type { HomePaths } from './home/home-paths.ts'
import type { HomeKeys } from './home/keys.ts'
import type { Jars } from './jars/prepare-jars.ts'
import type { Phases } from './phases.ts'
import type { StackPorts } from './ports.ts'
import type { ProcessRecords } from './processes/process-records.ts'
import type { Scope } from './scope.ts'

/** What starting any part of a stack takes. */
export interface StartMeans {
  paths: HomePaths
  description: HomeDescription
  ports: StackPorts
  java: string
  jars: Jars
  keys: HomeKeys
  webhookReach: Reach
  records: ProcessRecords
  phases: Phases
  scope: Pick<Scope, 'defer'>
  signal: AbortSignal
}
