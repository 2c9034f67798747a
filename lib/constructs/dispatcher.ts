import { Duration, Stack } from 'aws-cdk-lib'
import {
  EventSourceMapping,
  FilterCriteria,
  FilterRule,
  type IFunction,
  StartingPosition,
} from 'aws-cdk-lib/aws-lambda'
import type { IQueue } from 'aws-cdk-lib/aws-sqs'
import { Construct } from 'constructs'
import type { CellWorkers } from './cell-workers.ts'
import { ControlFunction } from './control-function.ts'
import type { Permission } from './function-role.ts'
import type { HintedWorker } from './hinted-worker.ts'
import type { Surroundings } from './service-surroundings.ts'
import { throughDynamoDb } from './table-access.ts'

interface DispatcherProps {
  readonly around: Surroundings
  readonly place: HintedWorker
  readonly cells: readonly CellWorkers[]
}

const TIMEOUT = Duration.seconds(30)
const MEMORY_MIB = 256
const CHANGES_A_BATCH = 100

/** Changes of tenants in the table → hints for the cells that they concern. */
export class Dispatcher extends Construct {
  readonly dispatch: IFunction

  constructor(scope: Construct, id: string, props: DispatcherProps) {
    super(scope, id)
    const { around } = props
    const queues = queuesOf(props)
    const urls = Object.fromEntries([...queues].map(([cell, { queueUrl }]) => [cell, queueUrl]))
    const { fn } = new ControlFunction(this, 'Dispatch', {
      home: around.home,
      name: 'dispatch',
      entry: 'dispatch',
      does: 'Headgate: tells cells which tenants have changed',
      environment: { QUEUE_URLS: Stack.of(this).toJsonString(urls) },
      permissions: [
        ...readStream(around),
        {
          actions: ['sqs:SendMessage'],
          resources: [...queues.values()].map(({ queueArn }) => queueArn),
        },
      ],
      timeout: TIMEOUT,
      memoryMib: MEMORY_MIB,
    })
    this.dispatch = fn
    this.listen(around.state.streamArn)
  }

  /** A batch that is refused is halved and tried again, then dropped: the schedule finds what its hints were about. */
  private listen(eventSourceArn: string): void {
    new EventSourceMapping(this, 'Changes', {
      target: this.dispatch,
      eventSourceArn,
      startingPosition: StartingPosition.TRIM_HORIZON,
      batchSize: CHANGES_A_BATCH,
      bisectBatchOnError: true,
      reportBatchItemFailures: true,
      retryAttempts: 5,
      maxRecordAge: Duration.minutes(15),
      filters: [
        FilterCriteria.filter({
          eventName: FilterRule.or('INSERT', 'MODIFY'),
          dynamodb: {
            NewImage: {
              sk: { S: FilterRule.isEqual('TENANT') },
              dueAt: { N: FilterRule.exists() },
            },
          },
        }),
      ],
    })
  }
}

/** By what the table's index of the unsettled calls a cell. */
function queuesOf({ place, cells }: DispatcherProps): ReadonlyMap<string, IQueue> {
  const ofCells = cells.map(({ cell, settling }) => [`cl_${cell.name}`, settling.queue] as const)
  return new Map([['waiting', place.queue], ...ofCells])
}

function readStream({ state }: Surroundings): readonly Permission[] {
  return [
    {
      actions: ['dynamodb:DescribeStream', 'dynamodb:GetRecords', 'dynamodb:GetShardIterator'],
      resources: [state.streamArn],
    },
    {
      actions: ['dynamodb:ListStreams'],
      resources: ['*'],
      whyAny:
        'Listing streams knows no resource; it tells their names and nothing that is in them.',
    },
    throughDynamoDb(state.table),
  ]
}
