import { Construct } from 'constructs'
import type { FunctionPlan } from '../functions/function-plan.ts'
import type { CellSeen } from './cell-seen.ts'
import { ControlFunction } from './control-function.ts'
import { startByClock } from './start-by-clock.ts'
import type { Surroundings } from './service-surroundings.ts'

interface PlannedFunctionProps {
  readonly plan: FunctionPlan
  readonly around: Surroundings
  /** Of the function of one cell. */
  readonly cell?: CellSeen
}

/** A function as its plan says, and its starts by the clock. The entrance and the alarms read the plan themselves. */
export class PlannedFunction extends Construct {
  readonly plan: FunctionPlan
  readonly control: ControlFunction

  constructor(scope: Construct, { plan, around, cell }: PlannedFunctionProps) {
    super(scope, plan.entry)
    this.plan = plan
    const { home, network } = around
    const { entry, does, environment, permissions, timeout, memoryMib } = plan
    const name = cell === undefined ? entry : `${entry}-${cell.name}`
    this.control = new ControlFunction(this, 'Function', {
      ...{ home, name, entry, does, environment, permissions, timeout, memoryMib },
      ...(plan.inNetwork === true ? { network } : {}),
    })
    this.addStarts(`${home.deployment}-${name}`)
  }

  private addStarts(functionName: string): void {
    for (const { every, name, input = {} } of this.plan.starts ?? []) {
      startByClock(this, name === undefined ? 'Schedule' : `Schedule-${name}`, {
        // The function's name and a dot: lib/cost reads it so.
        name: name === undefined ? functionName : `${functionName}.${name}`,
        target: this.control.fn,
        every,
        input,
      })
    }
  }
}
