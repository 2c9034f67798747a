import type { Duration } from 'aws-cdk-lib'
import type { CellSeen } from '../constructs/cell-seen.ts'
import type { Permission } from '../constructs/function-role.ts'
import type { Surroundings } from '../constructs/service-surroundings.ts'

/** Everything there is to say about one function. Each is a file of this folder; two lists beside it name them all. */
export interface FunctionPlan {
  /** A file of lambdas/, without `.ts`; the function is called so too, after the deployment. */
  readonly entry: string
  readonly does: string
  /** As lambdas/environment.ts reads it. No secrets: the names of some. */
  readonly environment: Readonly<Record<string, string>>
  readonly permissions: readonly Permission[]
  readonly timeout: Duration
  readonly memoryMib: number
  /** True if it speaks to brokers, which are in the network; what it calls of AWS then needs an endpoint there. */
  readonly inNetwork?: boolean
  /** Paths of the HTTP API that are its own, or all that are nobody's. */
  readonly answers?: readonly string[] | 'the rest'
  readonly starts?: readonly Start[]
  readonly alarms?: readonly PlannedAlarm[]
}

/** A start by the clock. */
export interface Start {
  /** Whole minutes or hours. */
  readonly every: Duration
  /** What the handler is given; `{}` if nothing is said. */
  readonly input?: object
  /** Tells the second schedule of a function from the first, which has the function's name. */
  readonly name?: string
}

/** Rings for faults that the function logs, so many in five minutes, or when it is not started for as long. */
export interface PlannedAlarm {
  /** Comes after the deployment and the cell. */
  readonly name: string
  readonly rings: { readonly faults: number } | 'when it is not started'
  /** What a person loses meanwhile. */
  readonly errorImpact: string
  /** A heading of docs/operations.md, as its link has it. */
  readonly runbook: string
}

/** There is one of them. */
export type DeploymentFunction = (around: Surroundings) => FunctionPlan

/** There is one of them for each cell, called after it. */
export type CellFunction = (cell: CellSeen, around: Surroundings) => FunctionPlan
