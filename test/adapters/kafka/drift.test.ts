import { afterAll, beforeAll, describe, expect, it } from '@jest/globals'
import { readInventory } from '../../../adapters/kafka/read-inventory.ts'
import { revokeCredential } from '../../../core/credential/revoke-credential.ts'
import { createCredential } from '../../../core/credential/create-credential.ts'
import type { Difference } from '../../../core/reconcile/drift/difference.ts'
import { deleteTopic } from '../../../core/topic/delete-topic.ts'
import type { Tenant } from '../../../core/tenant/tenant.ts'
import { eventually } from '../../contracts/eventually.ts'
import { describeGroupCareContract } from '../../contracts/group-care-contract.ts'
import { type RealBroker, startRealBroker } from '../../contracts/real-broker.ts'
import { ANN, asked } from '../../core/fixtures/requests.ts'
import { credentialNumbered } from '../../core/fixtures/stored.ts'
import { CELL } from '../../core/fixtures/world.ts'
import { breaks } from './break-by-hand.ts'
import { type DriftBench, driftBench } from './drift-bench.ts'
import { groupsUnderTest } from './groups-under-test.ts'

const START_MS = 300_000
const TEST_MS = 900_000
/** A broker that was just given a thousand tenants takes a while to show them all. */
const PATIENCE_MS = 300_000
const clicks = { name: 'clicks', partitions: 2 }

let broker: RealBroker
let bench: DriftBench
let added = 0

beforeAll(async () => {
  broker = await startRealBroker()
  bench = await driftBench(broker.cluster, true)
}, START_MS)

afterAll(async () => {
  await bench.close()
  await broker.stop()
})

/** With a past: a topic that was deleted, and a second user that was revoked. */
async function tenantWithPast(account: string): Promise<string> {
  const request = asked({ actor: { ...ANN, accountId: account } })
  const id = await bench.create({ account, topics: [clicks, { name: 'past' }] })
  await createCredential(bench.world, request, id, { role: 'consume', topics: [] })
  await bench.settle()
  await deleteTopic(bench.world, request, id, 'past')
  const target = { tenantId: id, credentialId: credentialNumbered(bench.tenant(id), 2).id }
  await revokeCredential(bench.world, request, target)
  await bench.settle()
  return id
}

const textOf = ({ tenantId, kind }: Pick<Difference, 'tenantId' | 'kind'>) => `${tenantId} ${kind}`

/** So many tenants more, at rest and met by a sweep. */
async function addTenants(count: number): Promise<void> {
  for (let n = 0; n < count; n += 1) {
    await bench.create({ account: `crowd-${added}`, topics: [{ name: 'clicks' }] })
    added += 1
  }
  await bench.settle()
  await eventually(
    async () => expect(await bench.sweep()).toMatchObject({ judged: added, found: [] }),
    PATIENCE_MS,
  )
}

async function measureSweep() {
  bench.requests()
  const begun = performance.now()
  const { judged, found } = await bench.sweep()
  expect(found).toEqual([])
  return { judged, requests: bench.requests(), ms: Math.round(performance.now() - begun) }
}

describe('A sweep of a real broker', () => {
  it(
    'takes the same few requests for ten tenants and for a thousand',
    async () => {
      await addTenants(10)
      const few = await measureSweep()
      await addTenants(990)
      const many = await measureSweep()
      process.stdout.write(`drift: a sweep ${JSON.stringify(few)}, ${JSON.stringify(many)}\n`)
      expect(few).toMatchObject({ judged: 10, requests: 5 })
      expect(many).toMatchObject({ judged: 1_000, requests: 5 })
    },
    TEST_MS,
  )
})

describe('What is broken by hand on a real broker', () => {
  it(
    'is found once each, and repaired or told',
    async () => {
      const tenants: Tenant[] = []
      for (const [n] of breaks.entries()) tenants.push(bench.tenant(await tenantWithPast(`a${n}`)))
      await eventually(async () => {
        const judged = added + breaks.length
        expect(await bench.sweep()).toMatchObject({ judged, found: [] })
      }, PATIENCE_MS)
      const expected: string[] = []
      for (const [n, { by, finds }] of breaks.entries()) {
        const tenant = tenants[n]
        if (tenant === undefined) throw new Error('Each break has a tenant.')
        await by(bench, tenant)
        const owner = finds === 'unknown_owner' ? 'nobodysheard' : tenant.id
        expected.push(`${owner} ${finds}`)
      }
      await eventually(async () => {
        await bench.sweep()
        await bench.settle()
        const stored = await bench.sweeping.findings.ofCluster(CELL.id)
        expect(stored.map(textOf).sort()).toEqual(expected.toSorted())
      }, PATIENCE_MS)
      await eventually(async () => {
        await bench.sweep()
        await bench.settle()
        const stored = await bench.sweeping.findings.ofCluster(CELL.id)
        const states = new Map(stored.map((each) => [textOf(each), each.state]))
        expect(expected.map((text) => states.get(text))).toEqual(
          breaks.map(({ becomes }) => becomes),
        )
      }, PATIENCE_MS)
      const repaired = breaks.filter(({ becomes }) => becomes === 'repaired').length
      process.stdout.write(
        `drift: ${breaks.length} things broken by hand, ${expected.length} found, ${repaired} repaired, ${breaks.length - repaired} told\n`,
      )
      const { topics, users } = await readInventory(bench.admin.requests)
      expect(topics.map(({ kafkaName }) => kafkaName)).toContain('nobodysheard.orders')
      expect(users.filter((name) => name.endsWith('-99'))).toHaveLength(1)
    },
    TEST_MS,
  )
})

describe('A flood of consumer groups on a real broker', () => {
  it(
    'is taken away by the sweep after the one that told its account',
    async () => {
      const id = await bench.create({ account: 'flooded', plan: 'trial' })
      await bench.settle()
      const groups = await groupsUnderTest(broker.cluster)
      const namesOf = async () => {
        const { byTenant } = await groups.caretaker.groups()
        return (byTenant.get(id)?.listed ?? []).map(({ kafkaName }) => kafkaName)
      }
      await groups.commit([`${id}.nightly`])
      await eventually(async () => {
        await bench.sweep()
        const roll = await bench.sweeping.residents.residents(CELL.id)
        expect(roll).toContainEqual({ tenantId: id, goneAt: null, groups: ['nightly'] })
      })
      const member = await groups.join(`${id}.web`, 'classic')
      await groups.commit(Array.from({ length: 45 }, (_, n) => `${id}.0-${n}`))
      await bench.sweep()
      expect([(await namesOf()).length, bench.tenant(id).groupsTold?.limit]).toEqual([47, 20])
      expect(await bench.sweep()).toMatchObject({ taken: 27 })
      const left = await namesOf()
      expect(left).toHaveLength(20)
      expect(left).toEqual(expect.arrayContaining([`${id}.nightly`, `${id}.web`]))
      await member.leave()
      await groups.close()
    },
    TEST_MS,
  )
})

describeGroupCareContract('Kafka', () => groupsUnderTest(broker.cluster))
