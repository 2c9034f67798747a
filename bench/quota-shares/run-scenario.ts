import { Kafka, logLevel } from 'kafkajs'
import * as z from 'zod'
import type { Customer } from '../customer.ts'
import type { BenchStack } from '../embedded-stack.ts'
import { startEagerProducer } from './eager-producer.ts'
import { startRestlessProducer } from './restless-producer.ts'
import type { Scenario } from './scenarios.ts'

export interface Served {
  readonly scenario: Scenario
  /** Acknowledged bytes, second by second. */
  readonly seconds: readonly number[]
}

interface Login {
  readonly username: string
  readonly password: string
}

const PARTITIONS = 3
const declaredSchema = z.object({ id: z.string(), operationId: z.string() })
const doneSchema = z.object({ state: z.literal('done') })
const credentialsSchema = z.object({ items: z.array(z.object({ id: z.string() })) })
const loginSchema = z.object({ username: z.string(), password: z.string() })

/** A tenant that is ready to send: topics, credentials, and its log-ins. */
export async function prepareTenant(customer: Customer, scenario: Scenario, name: string) {
  const topics = [{ name: 'load', partitions: PARTITIONS }]
  const made = await customer.call(declaredSchema, 'POST', '/tenants', {
    name,
    plan: 'basic-0',
    topics,
  })
  await done(customer, made.operationId)
  for (let more = 1; more < scenario.credentials; more += 1) {
    const path = `/tenants/${made.id}/credentials`
    const role = { role: 'readwrite' }
    await done(customer, (await customer.call(declaredSchema, 'POST', path, role)).operationId)
  }
  const path = `/tenants/${made.id}/credentials`
  const { items } = await customer.call(credentialsSchema, 'GET', path)
  const logins = await Promise.all(
    items.map(({ id }) => customer.call(loginSchema, 'GET', `${path}/${id}/secret`)),
  )
  return { topic: `${made.id}.load`, logins }
}

async function done(customer: Customer, operationId: string): Promise<void> {
  await customer.call(doneSchema, 'GET', `/operations/${operationId}?waitSeconds=20`)
}

/** Lets the scenario's clients send for so many seconds. */
export async function runScenario(
  stack: BenchStack,
  scenario: Scenario,
  tenant: { readonly topic: string; readonly logins: readonly Login[] },
  seconds: number,
): Promise<Served> {
  const served = Array.from({ length: seconds }, () => 0)
  const begin = performance.now()
  const acknowledged = (bytes: number) => {
    const second = Math.floor((performance.now() - begin) / 1_000)
    if (second < seconds) served[second] = (served[second] ?? 0) + bytes
  }
  const partitions =
    scenario.partitions === 'one' ? [0] : Array.from({ length: PARTITIONS }, (_, n) => n)
  const clients = tenant.logins
    .slice(0, scenario.busy)
    .flatMap((login) =>
      Array.from({ length: scenario.clients }, (_, n) => clientOf(stack, login, n)),
    )
  const startProducer = scenario.restless ? startRestlessProducer : startEagerProducer
  const producers = await Promise.all(
    clients.map((kafka) => startProducer(kafka, { topic: tenant.topic, partitions }, acknowledged)),
  )
  await new Promise((resolve) => setTimeout(resolve, seconds * 1_000))
  await Promise.all(producers.map((producer) => producer.stop()))
  return { scenario, seconds: served }
}

function clientOf({ cluster }: BenchStack, login: Login, n: number): Kafka {
  return new Kafka({
    clientId: `client-${n}`,
    brokers: cluster.bootstrapServers.split(','),
    ssl: { ca: [cluster.caPem] },
    sasl: { mechanism: 'scram-sha-512', ...login },
    logLevel: logLevel.NOTHING,
    // A busy machine is not what is measured.
    connectionTimeout: 20_000,
    authenticationTimeout: 20_000,
  })
}
