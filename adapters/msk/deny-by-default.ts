import {
  DescribeConfigurationCommand,
  DescribeConfigurationRevisionCommand,
  UpdateClusterConfigurationCommand,
  UpdateConfigurationCommand,
} from '@aws-sdk/client-kafka'
import { ServiceError } from '../../core/kernel/service-error.ts'
import { describeMskCluster, type MskCluster } from './describe-cluster.ts'
import { guarded } from './msk-errors.ts'

const PROPERTY = 'allow.everyone.if.no.acl.found'

interface Revision {
  readonly arn: string
  readonly revision: number
}

/**
 * Puts the cluster on a revision of its configuration that denies by default: what it has, and that one property. It
 * may stop anywhere: a revision that was made and not used yet is found again, and none is made twice.
 */
export async function denyByDefault(cluster: MskCluster): Promise<'done' | 'under-way'> {
  const facts = await describeMskCluster(cluster)
  if (!facts.active) return 'under-way'
  const current = facts.configuration
  if (current === null) {
    throw new ServiceError('internal', 'The cluster has no configuration of its own: give it one.')
  }
  const properties = await readProperties(cluster, current)
  if (denies(properties)) return 'done'
  const target = await denyingRevision(cluster, current.arn, withDenial(properties))
  await guarded(
    cluster.client.send(
      new UpdateClusterConfigurationCommand({
        ClusterArn: cluster.clusterArn,
        CurrentVersion: facts.version,
        ConfigurationInfo: { Arn: target.arn, Revision: target.revision },
      }),
    ),
  )
  return 'under-way'
}

/** The latest revision if it says just that already, or else a new one. */
async function denyingRevision(
  cluster: MskCluster,
  arn: string,
  wanted: string,
): Promise<Revision> {
  const { client } = cluster
  const known = await guarded(client.send(new DescribeConfigurationCommand({ Arn: arn })))
  const latest = known.LatestRevision?.Revision
  if (latest !== undefined) {
    const properties = await readProperties(cluster, { arn, revision: latest })
    if (properties.trim() === wanted.trim()) return { arn, revision: latest }
  }
  const made = await guarded(
    client.send(
      new UpdateConfigurationCommand({
        Arn: arn,
        Description: 'Denies by default; made by Headgate',
        ServerProperties: new TextEncoder().encode(wanted),
      }),
    ),
  )
  const revision = made.LatestRevision?.Revision
  if (revision === undefined)
    throw new ServiceError('unavailable', 'Amazon MSK did not say which revision it made.')
  return { arn, revision }
}

async function readProperties(
  { client }: MskCluster,
  { arn, revision }: Revision,
): Promise<string> {
  const command = new DescribeConfigurationRevisionCommand({ Arn: arn, Revision: revision })
  const { ServerProperties } = await guarded(client.send(command))
  return new TextDecoder().decode(ServerProperties ?? new Uint8Array())
}

/** The last mention of a property is the one that counts (java.util.Properties). */
export function denies(properties: string): boolean {
  return valuesOf(properties).at(-1) === 'false'
}

export function withDenial(properties: string): string {
  const kept = properties.split('\n').filter((line) => valuesOf(line).length === 0)
  return [...kept, `${PROPERTY}=false`].join('\n').replace(/^\n+/, '')
}

function valuesOf(properties: string): readonly string[] {
  return properties.split('\n').flatMap((line) => {
    const [key = '', value = ''] = line.split(/[=:]/, 2)
    return key.trim() === PROPERTY ? [value.trim().toLowerCase()] : []
  })
}
