import { Duration } from 'aws-cdk-lib'
import { Construct } from 'constructs'
import { BROKER_MEMORY_MIB } from '../functions/broker-memory.ts'
import { CELL_FUNCTIONS } from '../functions/cell-functions.ts'
import { administerCell } from './cell-permissions.ts'
import type { CellSeen } from './cell-seen.ts'
import { tableEnvironment, userSecretEnvironment } from './function-environments.ts'
import { HintedWorker } from './hinted-worker.ts'
import { PlannedFunction } from './planned-function.ts'
import { keepUserSecrets } from './secret-access.ts'
import type { Surroundings } from './service-surroundings.ts'
import { readAndWrite } from './table-access.ts'

interface CellWorkersProps {
  readonly cell: CellSeen
  readonly around: Surroundings
}

/** A pass over 200 tenants takes 45 s at most; a function goes on while there is time for another. */
const SETTLE_TIMEOUT = Duration.minutes(5)

/** The functions that speak to the brokers of one cell, from inside the network. */
export class CellWorkers extends Construct {
  readonly cell: CellSeen
  readonly settling: HintedWorker
  /** All others. */
  readonly functions: readonly PlannedFunction[]

  constructor(scope: Construct, id: string, { cell, around }: CellWorkersProps) {
    super(scope, id)
    this.cell = cell
    this.settling = this.makeSettling(around)
    this.functions = CELL_FUNCTIONS.map(
      (planOf) => new PlannedFunction(this, { plan: planOf(cell, around), around, cell }),
    )
  }

  private makeSettling({ home, network, state, secrets }: Surroundings): HintedWorker {
    const { name, arns } = this.cell
    return new HintedWorker(this, 'Settling', {
      home,
      network,
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
      memoryMib: BROKER_MEMORY_MIB,
    })
  }
}
