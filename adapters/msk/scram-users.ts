import {
  BatchAssociateScramSecretCommand,
  BatchDisassociateScramSecretCommand,
  type UnprocessedScramSecret,
} from '@aws-sdk/client-kafka'
import type { ItemResult } from '../../core/cluster/cluster-ports.ts'
import { describeMskCluster, type MskCluster } from './describe-cluster.ts'
import { listAssociated } from './list-associated.ts'
import { guarded, isBadRequest } from './msk-errors.ts'

/** https://docs.aws.amazon.com/msk/1.0/apireference/clusters-clusterarn-scram-secrets.html */
const SECRETS_A_CALL_MAX = 10
/** https://docs.aws.amazon.com/msk/latest/developerguide/limits.html */
export const USERS_A_CLUSTER_MAX = 1_000

const DONE: ItemResult = { ok: true }

type Batch = (cluster: MskCluster, arns: readonly string[]) => Promise<UnprocessedScramSecrets>
type UnprocessedScramSecrets = readonly UnprocessedScramSecret[]

/** Makes a Kafka user of each secret; takes up to ten minutes to reach the brokers. By ARN. */
export function associate(
  cluster: MskCluster,
  arns: readonly string[],
): Promise<ReadonlyMap<string, ItemResult>> {
  return inBatches(cluster, arns, { send: sendAssociate, wanted: true })
}

/** Takes the users away. Open connections stay: permissions have to be taken first. By ARN. */
export function disassociate(
  cluster: MskCluster,
  arns: readonly string[],
): Promise<ReadonlyMap<string, ItemResult>> {
  return inBatches(cluster, arns, { send: sendDisassociate, wanted: false })
}

interface Kind {
  readonly send: Batch
  /** Whether the secret is to be associated in the end. */
  readonly wanted: boolean
}

/** One batch after the other: Amazon MSK changes a cluster's users one request at a time. */
async function inBatches(
  cluster: MskCluster,
  arns: readonly string[],
  kind: Kind,
): Promise<ReadonlyMap<string, ItemResult>> {
  const results = new Map<string, ItemResult>()
  const distinct = [...new Set(arns)]
  for (let from = 0; from < distinct.length; from += SECRETS_A_CALL_MAX) {
    const batch = distinct.slice(from, from + SECRETS_A_CALL_MAX)
    for (const [arn, result] of await runBatch(cluster, batch, kind)) results.set(arn, result)
  }
  return results
}

async function runBatch(
  cluster: MskCluster,
  batch: readonly string[],
  { send, wanted }: Kind,
): Promise<ReadonlyMap<string, ItemResult>> {
  let unprocessed: UnprocessedScramSecrets
  try {
    unprocessed = await send(cluster, batch)
  } catch (error) {
    return new Map(await whyAllRefused(cluster, batch, error))
  }
  const results = new Map(batch.map((arn) => [arn, DONE]))
  if (unprocessed.length === 0) return results
  // Codes of single secrets are not documented, so what counts is what is: a call whose answer was lost took effect.
  const associated = await listAssociated(cluster)
  for (const { SecretArn: arn = '' } of unprocessed)
    if (associated.has(arn) !== wanted) results.set(arn, refusal(associated.size))
  return results
}

/** A cluster that is being changed takes no users: that is the cluster's matter, not the secrets'. */
async function whyAllRefused(
  cluster: MskCluster,
  batch: readonly string[],
  error: unknown,
): Promise<readonly (readonly [string, ItemResult])[]> {
  if (isBadRequest(error) && !(await describeMskCluster(cluster)).active) {
    const reason = 'The cluster is being changed and takes no users now.'
    return batch.map((arn) => [arn, { ok: false, retryable: true, reason }] as const)
  }
  return await guarded(Promise.reject(error))
}

/** Retryable all of them: a place may become free, and a secret that was just made may not be visible yet. */
function refusal(users: number): ItemResult {
  const reason =
    users >= USERS_A_CLUSTER_MAX
      ? 'The cluster has as many users as it can hold.'
      : 'Amazon MSK did not take the user yet.'
  return { ok: false, retryable: true, reason }
}

async function sendAssociate(
  { client, clusterArn }: MskCluster,
  arns: readonly string[],
): Promise<UnprocessedScramSecrets> {
  const input = { ClusterArn: clusterArn, SecretArnList: [...arns] }
  return (
    (await client.send(new BatchAssociateScramSecretCommand(input))).UnprocessedScramSecrets ?? []
  )
}

async function sendDisassociate(
  { client, clusterArn }: MskCluster,
  arns: readonly string[],
): Promise<UnprocessedScramSecrets> {
  const input = { ClusterArn: clusterArn, SecretArnList: [...arns] }
  return (
    (await client.send(new BatchDisassociateScramSecretCommand(input))).UnprocessedScramSecrets ??
    []
  )
}
