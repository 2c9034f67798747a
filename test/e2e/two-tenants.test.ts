import { afterAll, beforeAll, describe, expect, it } from '@jest/globals'
import { eventually } from '../contracts/eventually.ts'
import { type Customer, newCustomer } from './fixtures/customer.ts'
import { kafkaClient } from './fixtures/kafka-client.ts'
import { type Names, triesOn } from './fixtures/kafka-refusals.ts'
import { report } from './fixtures/report.ts'
import { type ActiveTenant, activeTenant } from './fixtures/tenants.ts'
import { type Headgate, startHeadgate } from './start-headgate.ts'

const START_MS = 600_000
const TEST_MS = 600_000

interface Party {
  readonly customer: Customer
  readonly tenant: ActiveTenant
}

let headgate: Headgate
let ann: Party

beforeAll(async () => {
  headgate = await startHeadgate()
  ann = await party()
}, START_MS)

afterAll(async () => {
  await headgate?.stop()
})

async function party(): Promise<Party> {
  const customer = await newCustomer(headgate.localJson.apiUrl, `${headgate.home}/outbox`)
  return { customer, tenant: await activeTenant(customer) }
}

/** Over REST: test/attacks/over-rest.test.ts. */
describe('Over Kafka, another tenant', () => {
  it('does not show in metadata or in the list of groups', async () => {
    const carl = await party()
    const tries = triesOn(kafkaClient(headgate, carl.tenant.login), namesOf(carl, carl))
    // The first group of a broker waits until its coordinator has loaded.
    await eventually(async () => expect(await tries['join the group']?.()).toBe('none'))
    const admin = kafkaClient(headgate, ann.tenant.login).admin()
    await admin.connect()
    const topics = await admin.listTopics()
    const { groups } = await admin.listGroups()
    await admin.disconnect()

    expect(topics).toEqual([`${ann.tenant.prefix}orders`])
    expect(groups).toEqual([])
  })

  it(
    'refuses everything as if nothing were there, and lets its own client do all of it',
    async () => {
      const carl = await party()
      // The first group and the first transaction of a broker wait until their coordinators have loaded.
      await eventually(async () => {
        const own = await outcomes(carl, namesOf(carl, carl))
        expect(Object.entries(own).filter(([, told]) => told !== 'none')).toEqual([])
      }, TEST_MS / 2)

      const foreign = await outcomes(ann, namesOf(carl, ann))
      const absent = await outcomes(ann, namesOf(carl, ann, 'none', 'none'))
      report('what a neighbour is told', foreign)
      expect(foreign).toEqual(absent)
      expect(Object.values(foreign)).not.toContain('none')
    },
    TEST_MS,
  )
})

async function outcomes({ tenant }: Party, names: Names): Promise<Record<string, string>> {
  const told: Record<string, string> = {}
  const tries = triesOn(kafkaClient(headgate, tenant.login), names)
  for (const [what, attempt] of Object.entries(tries)) told[what] = await attempt()
  return told
}

/** Names below the prefix of `theirs`, tried by `by`. */
function namesOf(theirs: Party, by: Party, word = 'readers', topic = 'orders'): Names {
  return {
    topic: `${theirs.tenant.prefix}${topic}`,
    group: `${theirs.tenant.prefix}${word}`,
    transactionalId: `${theirs.tenant.prefix}${word}`,
    ownTopic: `${by.tenant.prefix}orders`,
    ownGroup: `${by.tenant.prefix}own`,
  }
}
