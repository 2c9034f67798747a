import { Duration } from 'aws-cdk-lib'
import { Construct } from 'constructs'
import { administerCell, lookAtCell } from './cell-permissions.ts'
import type { CellSeen } from './cell-seen.ts'
import { ControlFunction, type ControlFunctionProps } from './control-function.ts'
import { everyMinute } from './every-minute.ts'
import { tableEnvironment, userSecretEnvironment } from './function-environments.ts'
import { HintedWorker } from './hinted-worker.ts'
import { keepUserSecrets } from './secret-access.ts'
import type { Surroundings } from './service-surroundings.ts'
import { readAndWrite, useItems } from './table-access.ts'

interface CellWorkersProps {
  readonly cell: CellSeen
  readonly around: Surroundings
}

/** A pass over 200 tenants takes 45 s at most; a function goes on while there is time for another. */
const SETTLE_TIMEOUT = Duration.minutes(5)
/** Ends before the next one begins. */
const OBSERVE_TIMEOUT = Duration.seconds(50)
/** The Kafka client and a pass of 200 tenants fit into half of it; the rest buys processor time for TLS. */
const MEMORY_MIB = 1_024

/** The two functions that speak to the brokers of one cell, from inside the network. */
export class CellWorkers extends Construct {
  readonly cell: CellSeen
  readonly settling: HintedWorker
  readonly observe: ControlFunction

  constructor(scope: Construct, id: string, { cell, around }: CellWorkersProps) {
    super(scope, id)
    this.cell = cell
    this.settling = this.makeSettling(around)
    this.observe = this.makeObserve(around)
  }

  private makeSettling(around: Surroundings): HintedWorker {
    const { home, state, secrets } = around
    const { name, arns } = this.cell
    return new HintedWorker(this, 'Settling', {
      ...this.inCommon(around),
      name: `reconcile-${name}`,
      entry: 'reconcile',
      does: `Headgate: settles the cell ${name}`,
      environment: {
        ...tableEnvironment(state),
        ...userSecretEnvironment(home.deployment, secrets.secretsKeyArn),
        ...this.cell.environment,
      },
      permissions: [
        ...readAndWrite(state.table),
        ...administerCell(arns),
        ...keepUserSecrets(secrets),
      ],
      timeout: SETTLE_TIMEOUT,
    })
  }

  private makeObserve(around: Surroundings): ControlFunction {
    const { name, arns } = this.cell
    const functionName = `observe-${name}`
    const observe = new ControlFunction(this, 'Observe', {
      ...this.inCommon(around),
      name: functionName,
      entry: 'observe',
      does: `Headgate: looks at sizes and users of the cell ${name}`,
      environment: { ...tableEnvironment(around.state), ...this.cell.environment },
      permissions: [
        ...useItems(around.state.table, ['BatchGetItem', 'BatchWriteItem', 'GetItem', 'PutItem']),
        ...lookAtCell(arns.clusterArn),
      ],
      timeout: OBSERVE_TIMEOUT,
    })
    everyMinute(this, 'Looking', {
      name: `${around.home.deployment}-${functionName}`,
      target: observe.fn,
    })
    return observe
  }

  private inCommon({ home, network }: Surroundings) {
    return { home, network, memoryMib: MEMORY_MIB } satisfies Partial<ControlFunctionProps>
  }
}
