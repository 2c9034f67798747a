import { operatorTokenText } from '../../../core/account/operator-token.ts'
import type { Operator } from '../../../core/account/operator.ts'
import type { AuditEvent } from '../../../core/audit/audit-event.ts'
import type { Cluster } from '../../../core/cluster/cluster.ts'
import type { ClusterLoad } from '../../../core/placement/cluster-use.ts'
import type { Finding } from '../../../core/reconcile/drift/finding.ts'
import { operatorView } from '../resources/operators.ts'
import { auditEventView } from '../views/audit-event-view.ts'
import { clusterView } from '../views/cluster-view.ts'
import { findingView } from '../views/finding-view.ts'
import { operatedTenantView } from '../views/tenant-view.ts'
import { SIGNATURE } from './account-answers.ts'
import { at, IDS, NOW, pageOf } from './example-ids.ts'
import { TENANT } from './example-tenant.ts'

const OPERATOR: Operator = {
  id: IDS.operator,
  name: 'Ann',
  createdBy: 'bootstrap',
  createdAt: at('01T07:30:00'),
}

const tokenOf = (id: string) => ({ id, token: operatorTokenText(id, SIGNATURE) })

export const CLUSTER: Cluster = {
  id: IDS.cluster,
  name: 'east-2',
  state: 'ready',
  reason: null,
  unreachableSince: null,
  access: 'vpc',
  bootstrapServers: 'b-1.kafka.example.com:9096,b-2.kafka.example.com:9096',
  caPem: null,
  brokers: 3,
  replicationFactor: 3,
  capacity: {
    users: 999,
    partitionReplicas: 3_000,
    bytesPerSecond: 30_000_000,
    accessBindings: 9_990,
  },
  dedicated: false,
  measured: { at: at('12T08:29:00'), partitionReplicas: 412, bytesPerSecond: 1_830_000 },
  monthlyCostMicros: 1_500_000_000,
  admin: {
    kind: 'scram',
    bootstrapServers: 'b-1.kafka.example.com:9096,b-2.kafka.example.com:9096',
    username: 'headgate',
    secretName: `cluster-admin/${IDS.cluster}`,
    tls: true,
  },
  metricsPort: 11_001,
  createdAt: at('01T07:40:00'),
  version: 3,
  generation: 1,
}

const LOAD: ClusterLoad = {
  clusterId: IDS.cluster,
  version: 1,
  tenants: 38,
  use: { users: 61, partitionReplicas: 390, bytesPerSecond: 12_160_000, accessBindings: 244 },
}

const FINDING: Finding = {
  id: IDS.finding,
  clusterId: IDS.cluster,
  kind: 'topic_stray',
  tenantId: IDS.tenant,
  resource: `${IDS.tenant}.copy-of-orders`,
  detail: 'The cluster has a topic that nobody declared.',
  remedy: 'report',
  firstSeenAt: at('12T06:30:00'),
  lastSeenAt: NOW,
  version: 2,
  state: 'open',
}

const EVENT: AuditEvent = {
  id: IDS.event,
  accountId: 'operator',
  at: NOW,
  actor: IDS.operator,
  action: 'cluster.change',
  resource: `/v1/operator/clusters/${IDS.cluster}`,
  outcome: 'done',
  requestId: IDS.request,
  sourceAddress: '198.51.100.7',
}

/** What the routes of whoever runs the installation answer, by operation; those of money are with the bills. */
export const operatorAnswers = {
  claimOperator: tokenOf(IDS.operator),
  listOperators: pageOf(operatorView(OPERATOR)),
  addOperator: tokenOf(IDS.secondOperator),
  listOperatorEvents: pageOf(auditEventView(EVENT)),
  listOperatedTenants: pageOf(operatedTenantView(TENANT)),
  listClusters: pageOf(clusterView(CLUSTER, LOAD)),
  registerCluster: clusterView(
    {
      ...CLUSTER,
      state: 'preparing',
      reason: 'Waiting for the first look at it.',
      measured: null,
      createdAt: NOW,
    },
    undefined,
  ),
  getCluster: clusterView(CLUSTER, LOAD),
  changeCluster: clusterView(
    {
      ...CLUSTER,
      state: 'cordoned',
      capacity: { ...CLUSTER.capacity, users: 500 },
      generation: 2,
    },
    LOAD,
  ),
  listFindings: pageOf(findingView(FINDING)),
  silenceFinding: findingView({
    ...FINDING,
    state: 'silenced',
    until: at('19T08:30:00'),
    reason: 'Agreed with the customer',
  }),
  unsilenceFinding: findingView(FINDING),
}
