import { setTimeout as delay } from 'node:timers/promises'
import type { API } from '@platformatic/kafka'
import type { AdminRequests } from '../../../adapters/kafka/admin-requests.ts'
import type { KafkaClusterAdmin } from '../../../adapters/kafka/kafka-cluster-admin.ts'
import { kafkaClusterCaretaker } from '../../../adapters/kafka/kafka-cluster-caretaker.ts'
import { kafkaGroups } from '../../../adapters/kafka/kafka-groups.ts'
import { kafkaTopicSizes } from '../../../adapters/kafka/kafka-topic-sizes.ts'
import { gateOf } from '../../../adapters/kafka/registered-cluster.ts'
import { memoryAuditStore } from '../../../adapters/memory/memory-audit-store.ts'
import {
  memoryFindingStore,
  memoryResidentStore,
} from '../../../adapters/memory/memory-drift-stores.ts'
import { CAPACITY_MAX } from '../../../core/cluster/cluster-capacity.ts'
import type { ClusterAdmin } from '../../../core/cluster/cluster-ports.ts'
import type { ClusterGate } from '../../../core/cluster/prepare-ports.ts'
import { type SweepDeps, sweepCell } from '../../../core/reconcile/drift/sweep-cell.ts'
import { settleCell } from '../../../core/reconcile/settle.ts'
import { settleWaiting } from '../../../core/reconcile/settle-waiting.ts'
import { createTenant } from '../../../core/tenant/create-tenant.ts'
import type { Tenant } from '../../../core/tenant/tenant.ts'
import type { NewTenantInput } from '../../../core/tenant/tenant-input.ts'
import type { EmbeddedCluster } from '../../../local/parts.ts'
import { ANN, answerOf, asked } from '../../core/fixtures/requests.ts'
import { storedTenant } from '../../core/fixtures/stored.ts'
import { CELL, coreWorld, type World } from '../../core/fixtures/world.ts'
import { administratorOf } from './administrator-of.ts'

/** Tenants in memory, on a real broker. */
export interface DriftBench {
  readonly world: World
  readonly admin: KafkaClusterAdmin
  readonly gate: ClusterGate
  readonly sweeping: SweepDeps
  /** Requests of sweeps since the last time it was asked. */
  requests(): number
  create(input: Partial<NewTenantInput> & { readonly account: string }): Promise<string>
  settle(): Promise<void>
  sweep(): ReturnType<typeof sweepCell>
  tenant(id: string): Tenant
  close(): Promise<void>
}

/** `letIn`: log-ins count as tried, as a thousand of them would take a minute. */
export async function driftBench(cluster: EmbeddedCluster, letIn: boolean): Promise<DriftBench> {
  const world = await coreWorld({ brokers: 1, replicationFactor: 1, capacity: CAPACITY_MAX })
  const admin = administratorOf(cluster)
  const counted = countedRequests(admin.requests)
  const sizes = kafkaTopicSizes(wayTo(cluster))
  const groups = kafkaGroups(wayTo(cluster))
  const settling = { ...world, admins: { of: async () => (letIn ? lettingIn(admin) : admin) } }
  const caretaker = kafkaClusterCaretaker({
    requests: counted,
    admin,
    topicBytes: sizes.topicBytes,
    groups,
  })
  const listeners = cluster.brokers.map(({ tenantListener }) => tenantListener)
  const gate = gateOf(cluster.caPem, async () => listeners)
  const sweeping: SweepDeps = {
    ...world,
    caretakers: { of: async () => caretaker },
    gates: { of: async () => gate },
    canaries: world.secrets,
    findings: memoryFindingStore(),
    residents: memoryResidentStore(),
    audit: memoryAuditStore(world.database),
    pause: async (ms) => await delay(ms),
  }
  return {
    world,
    admin,
    gate,
    sweeping,
    requests: counted.taken,
    create: ({ account, ...input }) => createFor(world, account, input),
    settle: () => settleAll(settling),
    sweep: () => sweepCell(sweeping, CELL.id),
    tenant: (id) => storedTenant(world, id),
    close: async () => void (await Promise.all([admin, sizes, groups].map((way) => way.close()))),
  }
}

async function createFor(world: World, account: string, input: Partial<NewTenantInput>) {
  const request = asked({ actor: { ...ANN, accountId: account } })
  const answer = await createTenant(world, request, { name: 'one', plan: 'basic-0', ...input })
  return answerOf(answer).tenantId
}

/** Passes until nothing is due. */
async function settleAll(ports: World): Promise<void> {
  const isDue = ({ dueAt }: Tenant) => dueAt !== null && dueAt <= ports.clock.now()
  while ([...ports.database.tenants.values()].some(isDue)) {
    await settleWaiting(ports)
    await settleCell(ports, CELL.id)
  }
}

export function wayTo({ adminBootstrapServers, adminUsername, adminPassword }: EmbeddedCluster) {
  return {
    bootstrapServers: adminBootstrapServers,
    sasl: { mechanism: 'PLAIN' as const, username: adminUsername, password: adminPassword },
    requestTimeoutMs: 10_000,
  }
}

function lettingIn(admin: KafkaClusterAdmin): ClusterAdmin {
  return new Proxy(admin, {
    get(target, name) {
      if (name === 'verifyLogins')
        return async (users: readonly unknown[]) => users.map(() => ({ ok: true }))
      const value: unknown = Reflect.get(target, name)
      return typeof value === 'function' ? value.bind(target) : value
    },
  })
}

function countedRequests(requests: AdminRequests): AdminRequests & { taken(): number } {
  let count = 0
  return {
    requestTimeoutMs: requests.requestTimeoutMs,
    ask<Args extends unknown[], Answer>(api: API<Args, Answer>, ...args: Args): Promise<Answer> {
      count += 1
      return requests.ask(api, ...args)
    },
    taken() {
      const taken = count
      count = 0
      return taken
    },
  }
}
