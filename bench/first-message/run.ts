import { randomBytes } from 'node:crypto'
import * as z from 'zod'
import { KafkaClusterAdmin } from '../../adapters/kafka/kafka-cluster-admin.ts'
import type { UserSecret } from '../../core/cluster/cluster-ports.ts'
import { accessBindings } from '../../core/credential/access-bindings.ts'
import { newPassword, newTenantId } from '../../core/kernel/ids.ts'
import { type BenchStack, startBenchStack } from '../embedded-stack.ts'
import { type Customer, signUpCustomer } from '../customer.ts'
import { rounded, summaryOf } from '../percentiles.ts'
import { sendAndReceive, type Target } from './one-record.ts'

// From `POST /tenants` to the first record consumed, beside the floor: the same writes sent straight to the broker,
// then the same produce and consume. In turns, so that both meet the same machine.

const RUNS = Number(process.env['BENCH_RUNS'] ?? 100)
const WARM_UP_RUNS = 10
/** An account holds a hundred tenants. */
const TENANTS_A_CUSTOMER = 90
const randomness = { bytes: (count: number) => randomBytes(count) }

const tenantSchema = z.object({ id: z.string(), operationId: z.string() })
const operationSchema = z.object({ state: z.literal('done') })

async function throughTheApi(customer: Customer, target: Target, name: string): Promise<void> {
  const body = { name, plan: 'basic-0', topics: [{ name: 'first' }] }
  const { id, operationId } = await customer.call(tenantSchema, 'POST', '/tenants', body)
  await customer.call(operationSchema, 'GET', `/operations/${operationId}?waitSeconds=10`)
  const text = await customer.text(`/tenants/${id}/connection?format=env`)
  await sendAndReceive(target, userIn(text), `${id}.first`)
}

function userIn(env: string): UserSecret {
  const of = (name: string) => new RegExp(`^${name}='(.+)'$`, 'm').exec(env)?.[1] ?? ''
  return { username: of('KAFKA_USERNAME'), password: of('KAFKA_PASSWORD') }
}

async function straightToTheBroker(admin: KafkaClusterAdmin, target: Target): Promise<void> {
  const tenantId = newTenantId(randomness)
  const user = { username: `${tenantId}-1`, password: newPassword(randomness) }
  const topic = { kafkaName: `${tenantId}.first`, partitions: 1, replicationFactor: 1 }
  const credential = { role: 'readwrite', topics: [], number: 1 } as const
  const quota = {
    produceBytesPerSecond: 64_000,
    consumeBytesPerSecond: 256_000,
    requestPercentage: 50,
  }
  const bindings = accessBindings(tenantId, credential, 'full')
  await Promise.all([
    admin.createTopics([{ ...topic, retentionMs: 86_400_000, cleanupPolicy: 'delete' }]),
    admin.putUsers([user]),
    admin.grantAccess(bindings),
    admin.setQuotas([{ username: user.username, quota }]),
  ])
  await sendAndReceive(target, user, topic.kafkaName)
}

async function measure(stack: BenchStack, admin: KafkaClusterAdmin) {
  const [broker] = stack.cluster.brokers
  if (broker === undefined) throw new Error('The stack has no broker.')
  const target = { ...broker.tenantListener, caPem: stack.cluster.caPem }
  const product: number[] = []
  const floor: number[] = []
  let customer = await signUpCustomer(stack.apiUrl, stack.outboxPath)
  for (let n = 0; n < WARM_UP_RUNS + RUNS; n += 1) {
    if (n > 0 && n % TENANTS_A_CUSTOMER === 0)
      customer = await signUpCustomer(stack.apiUrl, stack.outboxPath)
    product.push(await timed(() => throughTheApi(customer, target, `bench-${n}`)))
    floor.push(await timed(() => straightToTheBroker(admin, target)))
  }
  return {
    product: summaryOf(product.slice(WARM_UP_RUNS)),
    floor: summaryOf(floor.slice(WARM_UP_RUNS)),
  }
}

async function timed(work: () => Promise<void>): Promise<number> {
  const begin = performance.now()
  await work()
  return performance.now() - begin
}

const stack = await startBenchStack()
const { adminBootstrapServers, adminUsername: username, adminPassword: password } = stack.cluster
const admin = new KafkaClusterAdmin({
  adminBootstrapServers,
  sasl: { mechanism: 'PLAIN', username, password },
  tenantBrokers: () => [],
  tenantCaPem: stack.cluster.caPem,
  randomness,
})
try {
  const { product, floor } = await measure(stack, admin)
  const ratio = {
    p50: rounded(product.p50Ms / floor.p50Ms),
    p99: rounded(product.p99Ms / floor.p99Ms),
  }
  process.stdout.write(`${JSON.stringify({ bench: 'first-message', product, floor, ratio })}\n`)
} finally {
  await admin.close()
  await stack.stop()
}
