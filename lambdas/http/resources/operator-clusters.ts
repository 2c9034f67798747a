import { changeCluster } from '../../../core/cluster/change-cluster.ts'
import type { Cluster } from '../../../core/cluster/cluster.ts'
import { changeClusterSchema, registerClusterSchema } from '../../../core/cluster/cluster-input.ts'
import type { ClusterRequest } from '../../../core/cluster/declare-cluster.ts'
import { registerCluster } from '../../../core/cluster/register-cluster.ts'
import { removeCluster } from '../../../core/cluster/remove-cluster.ts'
import { pageOf } from '../../../core/kernel/page.ts'
import { notFound } from '../../../core/kernel/service-error.ts'
import { list, noContent, ok } from '../answers.ts'
import { pageQuerySchema, pageRequestOf } from '../cursor.ts'
import type { SecretDeps } from '../deps.ts'
import { etagOf } from '../etag.ts'
import { param } from '../param.ts'
import { type Answer, type Call, type Route, route } from '../route.ts'
import { clusterSchema, clusterView } from '../views/cluster-view.ts'
import { pageSchema } from '../views/page-schema.ts'

const PATH = '/operator/clusters'
const ONE = `${PATH}/{clusterId}`

/** The answer is stored with the declaration, and comes back from there as it went in. */
async function declaring(
  call: Call<unknown, unknown>,
  present: (cluster: Cluster) => Answer,
  run: (request: ClusterRequest) => Promise<unknown>,
): Promise<Answer> {
  const { actor, requestId, sourceAddress, repeat, expected } = call
  const answer = await run({
    actor,
    requestId,
    sourceAddress,
    ...(repeat === undefined ? {} : { repeat }),
    ...(expected === undefined ? {} : { expected }),
    present: (cluster) => (cluster === null ? noContent() : present(cluster)),
  })
  return { ...(answer as Answer), isRecorded: true }
}

async function loadOf({ tenants }: Pick<SecretDeps, 'tenants'>, clusterId: string) {
  const [load] = await tenants.loads([clusterId])
  return load
}

/** Clusters that operators bring along. In the function that may keep secrets: an administrator has a password. */
export const operatorClusterRoutes: readonly Route<SecretDeps>[] = [
  route({
    method: 'GET',
    path: PATH,
    operationId: 'listClusters',
    summary: 'The clusters, with their states, capacities and what is used of them',
    tag: 'operator',
    access: 'operator',
    query: pageQuerySchema,
    answers: { 200: { description: 'A page of clusters.', schema: pageSchema(clusterSchema) } },
    handle: async (deps, { query }) => {
      const request = pageRequestOf(query)
      const page = pageOf(await deps.clusters.list(), request, ({ id }) => id)
      const loads = await deps.tenants.loads(page.items.map(({ id }) => id))
      const byId = new Map(loads.map((load) => [load.clusterId, load]))
      return list(page, (each) => clusterView(each, byId.get(each.id)))
    },
  }),
  route({
    method: 'POST',
    path: PATH,
    operationId: 'registerCluster',
    summary: 'Register a Kafka cluster; it takes tenants once it is ready',
    tag: 'operator',
    access: 'operator',
    body: registerClusterSchema,
    bodyExample: {
      name: 'east-2',
      bootstrapServers: 'b-1.kafka.example.com:9096,b-2.kafka.example.com:9096',
      admin: { kind: 'scram', username: 'headgate', password: 'the-one-you-chose', tls: true },
      access: 'vpc',
      capacity: { users: 999, partitionReplicas: 3_000 },
      replicationFactor: 3,
      dedicated: false,
    },
    answers: { 201: { description: 'It is known, and being prepared.', schema: clusterSchema } },
    handle: (deps, call) =>
      declaring(
        call,
        (cluster) => ({
          status: 201,
          body: clusterView(cluster, undefined),
          headers: { Location: `/v1${PATH}/${cluster.id}`, ETag: etagOf(cluster.generation) },
        }),
        (request) => registerCluster(deps, request, call.body),
      ),
  }),
  route({
    method: 'GET',
    path: ONE,
    operationId: 'getCluster',
    summary: 'One cluster',
    tag: 'operator',
    access: 'operator',
    answers: { 200: { description: 'The cluster.', schema: clusterSchema } },
    handle: async (deps, { params }) => {
      const id = param(params, 'clusterId')
      const cluster = await deps.clusters.get(id)
      if (cluster === undefined) throw notFound('cluster')
      return ok(clusterView(cluster, await loadOf(deps, id)), { ETag: etagOf(cluster.generation) })
    },
  }),
  route({
    method: 'PATCH',
    path: ONE,
    operationId: 'changeCluster',
    summary: 'Cordon, drain or reopen a cluster, change its capacity, cost, name or way in',
    tag: 'operator',
    access: 'operator',
    body: changeClusterSchema,
    bodyExample: { state: 'cordoned', capacity: { users: 500 } },
    answers: { 200: { description: 'The cluster as it is wanted.', schema: clusterSchema } },
    handle: async (deps, call) => {
      const id = param(call.params, 'clusterId')
      const load = await loadOf(deps, id)
      return await declaring(
        call,
        (cluster) => ok(clusterView(cluster, load), { ETag: etagOf(cluster.generation) }),
        (request) => changeCluster(deps, request, id, call.body),
      )
    },
  }),
  route({
    method: 'DELETE',
    path: ONE,
    operationId: 'removeCluster',
    summary: 'Forget a registered cluster that holds no tenants',
    tag: 'operator',
    access: 'operator',
    answers: { 204: { description: 'It is forgotten; nothing was changed on it.' } },
    handle: (deps, call) =>
      declaring(call, noContent, (request) =>
        removeCluster(deps, request, param(call.params, 'clusterId')),
      ),
  }),
]
