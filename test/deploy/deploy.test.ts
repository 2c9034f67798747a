import { afterAll, beforeAll, describe, expect, it } from '@jest/globals'
import { eventually } from '../contracts/eventually.ts'
import { type CallApi, deployedApi, must } from './deployed-api.ts'
import { type DeployedTenant, deployedCustomer, signUpAt } from './deployed-customer.ts'
import { claimAt } from './deployed-operator.ts'
import { passLines, readLines, refusalOfARecord } from './deployed-records.ts'
import { printCounts } from './deployment-counts.ts'
import { type DeploymentUnderTest, startDeploymentUnderTest } from './deployment-under-test.ts'
import { resourcesOf, secretText } from './emulated-aws.ts'
import { statefulIds } from './stateful-ids.ts'

// The story of one deployment, from the first stack to the last: its steps follow each other.
const DEPLOY_WITHIN_MS = 900_000
const STEP_WITHIN_MS = 900_000
const STACKS = ['foundation', 'state', 'cell-one', 'service'].map((part) => `headgate-${part}`)
const RECORDS = 25
/** As many as a new account may have. */
const NAMES = ['one', 'two', 'three', 'four', 'five']

const lines = (from: string) => Array.from({ length: RECORDS }, (_, n) => `${from}-${n}`)
const count = {
  stacks: STACKS.length,
  ...{ resources: 0, seconds: 0, tenants: 0, tenantSeconds: 0, records: 0, billedBytes: 0 },
}

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

const resourcesOfAll = () => resourcesOf(deployment().emulator, STACKS)

/** The tenant's topic, with the connection that the API prints now. */
async function topicOf({ id, prefix }: DeployedTenant) {
  const { cluster } = deployment().broker
  const properties = await customer().connection(id)
  return { cluster, kafkaName: `${prefix}orders`, properties }
}

async function expectRecordsToPass(tenant: DeployedTenant, words: string): Promise<void> {
  const sent = lines(words)
  expect(await passLines(await topicOf(tenant), sent)).toEqual(sent)
  count.records += sent.length
}

beforeAll(async () => {
  started = await startDeploymentUnderTest()
  await started.cdk.bootstrap()
  const before = performance.now()
  outputs = await started.cdk.deploy()
  count.seconds = (performance.now() - before) / 1_000
}, DEPLOY_WITHIN_MS)

afterAll(async () => {
  printCounts(count)
  await started?.stop()
}, DEPLOY_WITHIN_MS)

describe('A deployment', () => {
  let tenants: readonly DeployedTenant[] = []
  const first = (): DeployedTenant => {
    const [tenant] = tenants
    if (tenant === undefined) throw new Error('There is no tenant.')
    return tenant
  }

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
    'provisions several tenants at once',
    async () => {
      const before = performance.now()
      tenants = await Promise.all(NAMES.map((name) => customer().createTenant(name)))
      count.tenantSeconds = (performance.now() - before) / 1_000
      count.tenants = tenants.length
      expect(tenants.map(({ state }) => state)).toEqual(NAMES.map(() => 'active'))
    },
    STEP_WITHIN_MS,
  )

  it(
    "passes each one's records through the cluster by Kafka's own tools",
    async () => {
      for (const tenant of tenants) await expectRecordsToPass(tenant, `first-of-${tenant.id}`)
    },
    STEP_WITHIN_MS,
  )

  it(
    'is run by whoever claimed it with the bootstrap secret, and by nobody else',
    async () => {
      const { emulator } = deployment()
      const secret = await secretText(emulator, output('OperatorTokenSecret'))
      const operator = await claimAt(call, secret)
      const [, neighbour] = tenants
      const topic = await topicOf(first())
      const path = `/operator/tenants/${first().id}`
      expect((await call('POST', `${path}/suspend`, { token })).status).toBe(403)
      await customer().declare('POST', `${path}/suspend`, undefined, operator)
      expect((await customer().getTenant(first().id)).state).toBe('suspended')
      await eventually(async () =>
        expect(await refusalOfARecord(topic)).toBe('TOPIC_AUTHORIZATION_FAILED'),
      )
      expect(neighbour && (await refusalOfARecord(await topicOf(neighbour)))).toBe('none')
      await customer().declare('POST', `${path}/resume`, undefined, operator)
      expect((await customer().getTenant(first().id)).state).toBe('active')
      await expectRecordsToPass(first(), 'resumed')
    },
    STEP_WITHIN_MS,
  )

  it(
    'rotates a credential: the new one works, the old one is forgotten',
    async () => {
      const [old] = await customer().credentials(first().id)
      const rotate = `/tenants/${first().id}/credentials/${old?.id}/rotate`
      await customer().declare('POST', rotate, { graceSeconds: 0 })
      const kept = () => secretText(deployment().emulator, `AmazonMSK_headgate_${old?.username}`)
      await eventually(async () => expect(await kept()).toBeUndefined(), STEP_WITHIN_MS)
      expect(await customer().connection(first().id)).not.toContain(`"${old?.username}"`)
      await expectRecordsToPass(first(), 'rotated')
    },
    STEP_WITHIN_MS,
  )

  it(
    'restores a deleted tenant, with the password and the records that it had',
    async () => {
      const [, , tenant = first()] = tenants
      const before = await topicOf(tenant)
      await customer().declare('DELETE', `/tenants/${tenant.id}`)
      expect((await customer().getTenant(tenant.id)).state).toBe('deleting')
      await eventually(async () =>
        expect(await refusalOfARecord(before)).toBe('TOPIC_AUTHORIZATION_FAILED'),
      )
      await customer().declare('POST', `/tenants/${tenant.id}/restore`)
      expect((await customer().getTenant(tenant.id)).state).toBe('active')
      expect(await topicOf(tenant)).toEqual(before)
      expect(await readLines(before, RECORDS)).toEqual(lines(`first-of-${tenant.id}`))
    },
    STEP_WITHIN_MS,
  )

  it(
    'bills what was sent, by the meter that its clock starts: the bytes on disk, and what was read of them',
    async () => {
      await eventually(async () => {
        const { bytesIn, bytesOut } = await customer().usage(first().id)
        const onDisk = await customer().topicBytes(first().id, 'orders')
        expect({ bytesIn, onDisk }).toEqual({ bytesIn: onDisk, onDisk: expect.any(Number) })
        expect(bytesIn).toBeGreaterThan(0)
        expect(bytesOut).toBeGreaterThan(0)
        count.billedBytes = bytesIn
      }, STEP_WITHIN_MS)
    },
    STEP_WITHIN_MS,
  )

  it(
    'is deployed again without replacing anything that holds data or brokers, and tenants go on',
    async () => {
      const before = statefulIds(await resourcesOfAll())
      await deployment().cdk.deploy()
      expect(Object.keys(before).length).toBeGreaterThan(10)
      expect(statefulIds(await resourcesOfAll())).toEqual(before)
      await expectRecordsToPass(first(), 'deployed-again')
    },
    DEPLOY_WITHIN_MS,
  )

  it(
    'deletes all tenants at once and everything they had',
    async () => {
      const { emulator } = deployment()
      const ids = tenants.map(({ id }) => id)
      const credentials = (await Promise.all(ids.map((id) => customer().credentials(id)))).flat()
      await Promise.all(
        ids.map((id) => customer().declare('DELETE', `/tenants/${id}?graceSeconds=0`)),
      )
      await eventually(async () => {
        for (const id of ids) expect((await customer().getTenant(id)).state).toBe('deleted')
      }, STEP_WITHIN_MS)
      expect(credentials.length).toBeGreaterThanOrEqual(NAMES.length)
      for (const { username } of credentials)
        expect(await secretText(emulator, `AmazonMSK_headgate_${username}`)).toBeUndefined()
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
