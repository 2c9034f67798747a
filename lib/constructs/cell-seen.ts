import type { Stack } from 'aws-cdk-lib'
import { type CellConfiguration, isExisting, sizeOf } from '../config/cell-configuration.ts'
import type { CellArns } from './cell-permissions.ts'
import { published } from './parameters.ts'

/** A cell as the service sees it. */
export interface CellSeen {
  readonly name: string
  /** As Amazon MSK's metrics have it. */
  readonly clusterName: string
  readonly brokers: number
  readonly arns: CellArns
  /** What its functions are told of it. */
  readonly environment: Readonly<Record<string, string>>
}

export function cellSeen(stack: Stack, cell: CellConfiguration, deployment: string): CellSeen {
  const clusterArn = published(stack, { deployment, part: `cells/${cell.name}` }, 'cluster-arn')
  const clusterName = clusterNameOf(cell, deployment)
  const { brokers, replicas, access } = shapeOf(cell)
  return {
    name: cell.name,
    clusterName,
    brokers,
    arns: { clusterArn, configurationArn: configurationArn(stack, cell, clusterName) },
    environment: {
      CELL_NAME: cell.name,
      CLUSTER_ARN: clusterArn,
      CELL_ACCESS: access,
      CELL_REPLICATION_FACTOR: String(replicas),
    },
  }
}

function shapeOf(cell: CellConfiguration) {
  if (!isExisting(cell)) {
    const { brokers, zones } = sizeOf(cell)
    return { brokers, replicas: zones, access: cell.access }
  }
  const { brokers, replicationFactor, access } = cell.existing
  return { brokers, replicas: replicationFactor, access }
}

/** Ours is called as the configuration says; the name of another stands in its ARN. */
function clusterNameOf(cell: CellConfiguration, deployment: string): string {
  if (!isExisting(cell)) return `${deployment}-${cell.name}`
  return cell.existing.clusterArn.split('/')[1] ?? cell.name
}

/** Amazon MSK adds an id to a configuration's name. What that of a cluster of before is called, nobody told us. */
function configurationArn(stack: Stack, cell: CellConfiguration, clusterName: string): string {
  const name = isExisting(cell) ? '*' : clusterName
  return stack.formatArn({
    service: 'kafka',
    resource: 'configuration',
    resourceName: `${name}/*`,
  })
}
