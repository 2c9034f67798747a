import { readFileSync } from 'node:fs'
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals'
import { eventually } from '../contracts/eventually.ts'
import { consoleTools } from '../e2e/fixtures/console-tools.ts'
import { type CallApi, deployedApi, must } from './deployed-api.ts'
import { deployedCustomer, signUpAt } from './deployed-customer.ts'
import { type DeploymentUnderTest, startDeploymentUnderTest } from './deployment-under-test.ts'
import { secretText, stackResources } from './emulated-aws.ts'

// The story of one deployment, from the first stack to the last: its steps follow each other.
const DEPLOY_WITHIN_MS = 600_000
const STEP_WITHIN_MS = 360_000
const STACKS = ['foundation', 'state', 'cell-one', 'service'].map((part) => `headgate-${part}`)
const RECORDS = 25

const lines = (from: string) => Array.from({ length: RECORDS }, (_, n) => `${from}-${n}\n`).join('')
const count = { seconds: 0, resources: 0, tenants: 0, records: 0 }

let started: DeploymentUnderTest | undefined
let outputs: Awaited<ReturnType<DeploymentUnderTest['cdk']['deploy']>> = {}
let token = ''

const deployment = (): DeploymentUnderTest => {
  if (started === undefined) throw new Error('The emulator did not start.')
  return started
}
const output = (name: string): string => outputs['headgate-service']?.[name] ?? ''
const call: CallApi = (...args) =>
  deployedApi(deployment().emulator.endpoint, output('ApiUrl'))(...args)
const customer = () => deployedCustomer(call, token)

async function resourcesOfAll(): Promise<Record<string, Record<string, string>>> {
  const { emulator } = deployment()
  const found = await Promise.all(STACKS.map((stack) => stackResources(emulator, stack)))
  return Object.fromEntries(STACKS.map((stack, i) => [stack, Object.fromEntries(found[i] ?? [])]))
}

/** Sends and reads records by Kafka's own tools, with the connection that the API prints now. */
async function throughKafka(tenantId: string, topic: string, text: string): Promise<string> {
  const properties = await customer().connection(tenantId)
  const tools = await consoleTools(deployment().broker.cluster.bootstrapServers, properties)
  try {
    await tools.produce(topic, text)
    const read = await tools.consume(topic, RECORDS)
    count.records += RECORDS
    return read
  } finally {
    tools.remove()
  }
}

function printCounts(): void {
  const { seconds, resources, tenants, records } = count
  process.stdout.write(
    `deployed ${STACKS.length} stacks with ${resources} resources in ${seconds.toFixed(1)} s; ` +
      `${tenants} tenants provisioned, ${records} records through their credentials\n`,
  )
}

beforeAll(async () => {
  started = await startDeploymentUnderTest()
  await started.cdk.bootstrap()
  const before = performance.now()
  outputs = await started.cdk.deploy()
  count.seconds = (performance.now() - before) / 1_000
}, DEPLOY_WITHIN_MS)

afterAll(async () => {
  printCounts()
  await started?.stop()
}, DEPLOY_WITHIN_MS)

describe('A deployment', () => {
  let tenantId = ''
  let topic = ''

  it('has every resource of every template', async () => {
    const found = await resourcesOfAll()
    for (const stack of STACKS) {
      const wanted = Object.keys(deployment().cdk.template(stack).Resources).sort()
      expect(Object.keys(found[stack] ?? {}).sort()).toEqual(wanted)
      count.resources += wanted.length
    }
  })

  it('lets a person sign up, confirm and log in', async () => {
    token = await signUpAt(call)
    await must(200, call('GET', '/account', { token }))
    expect((await call('GET', '/account')).status).toBe(401)
  })

  it(
    "provisions a tenant whose records pass through the cluster by Kafka's own tools",
    async () => {
      const tenant = await customer().createTenant('orders')
      expect(tenant.state).toBe('active')
      count.tenants += 1
      tenantId = tenant.id
      topic = `${tenant.prefix}orders`
      expect(await throughKafka(tenantId, topic, lines('first'))).toBe(lines('first'))
    },
    STEP_WITHIN_MS,
  )

  it(
    'is run by whoever holds the operator token, and by nobody else',
    async () => {
      const { emulator } = deployment()
      const text = await secretText(emulator, output('OperatorTokenSecret'))
      const path = `/operator/tenants/${tenantId}`
      expect((await call('POST', `${path}/suspend`, { token })).status).toBe(403)
      await customer().declare('POST', `${path}/suspend`, undefined, `hgo_${text}`)
      expect((await customer().getTenant(tenantId)).state).toBe('suspended')
      await customer().declare('POST', `${path}/resume`, undefined, `hgo_${text}`)
      expect((await customer().getTenant(tenantId)).state).toBe('active')
    },
    STEP_WITHIN_MS,
  )

  it(
    'rotates a credential: the new one works, the old one is forgotten',
    async () => {
      const [old] = await customer().credentials(tenantId)
      const rotate = `/tenants/${tenantId}/credentials/${old?.id}/rotate`
      await customer().declare('POST', rotate, { graceSeconds: 0 })
      const kept = () => secretText(deployment().emulator, `AmazonMSK_headgate_${old?.username}`)
      await eventually(async () => expect(await kept()).toBeUndefined(), STEP_WITHIN_MS)
      expect(await customer().connection(tenantId)).not.toContain(`"${old?.username}"`)
      expect(await throughKafka(tenantId, topic, lines('second'))).toBe(lines('second'))
    },
    STEP_WITHIN_MS,
  )

  it(
    'is deployed again without replacing anything that holds data or brokers, and tenants go on',
    async () => {
      const before = await resourcesOfAll()
      await deployment().cdk.deploy()
      const after = await resourcesOfAll()
      const stateful: Record<string, object> = JSON.parse(readFileSync('stateful.json', 'utf8'))
      const ids = Object.entries(stateful).flatMap(([stack, resources]) =>
        Object.keys(resources).map((id) => [before[stack]?.[id], after[stack]?.[id]] as const),
      )
      const compared = ids.filter(([was]) => was !== undefined)
      expect(compared.length).toBeGreaterThan(10)
      for (const [was, is] of compared) expect(is).toBe(was)
      expect(await throughKafka(tenantId, topic, lines('third'))).toBe(lines('third'))
    },
    DEPLOY_WITHIN_MS,
  )

  it(
    'deletes a tenant and everything it had',
    async () => {
      const [credential] = await customer().credentials(tenantId)
      await customer().declare('DELETE', `/tenants/${tenantId}?graceSeconds=0`)
      await eventually(async () => {
        expect((await customer().getTenant(tenantId)).state).toBe('deleted')
      }, STEP_WITHIN_MS)
      const kept = `AmazonMSK_headgate_${credential?.username}`
      expect(await secretText(deployment().emulator, kept)).toBeUndefined()
    },
    STEP_WITHIN_MS,
  )

  it(
    'is destroyed without a trace',
    async () => {
      await deployment().cdk.destroy()
      expect(await resourcesOfAll()).toEqual(Object.fromEntries(STACKS.map((id) => [id, {}])))
    },
    DEPLOY_WITHIN_MS,
  )
})
