import { createServer, type Server } from 'node:http'
import { text } from 'node:stream/consumers'
import { randomBytes } from 'node:crypto'
import {
  DescribeConfigurationCommand,
  DescribeConfigurationRevisionCommand,
} from '@aws-sdk/client-kafka'
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals'
import { memoryClusterStore } from '../../adapters/memory/memory-cluster-store.ts'
import { memoryDatabase } from '../../adapters/memory/memory-database.ts'
import { admitBrokers } from '../../adapters/kafka/brokers-access.ts'
import { isTurnedAway } from '../../adapters/kafka/turned-away.ts'
import { describeMskCluster } from '../../adapters/msk/describe-cluster.ts'
import { mskProvider } from '../../adapters/msk/msk-provider.ts'
import { DEFAULT_CAPACITY } from '../../core/cluster/cluster-capacity.ts'
import { prepareCluster } from '../../core/cluster/prepare-cluster.ts'
import { eventually } from '../contracts/eventually.ts'
import { SERVER_PROPERTIES } from './emulated-cell.ts'
import { type MskUnderTest, startMskUnderTest } from './msk-under-test.ts'

// The broker begins as Amazon MSK's do: whoever has logged in may do anything. The stand-in has it restarted with the
// properties of the revision that it is put on.
const PROPERTY = 'allow.everyone.if.no.acl.found'

let started: MskUnderTest | undefined
let hook: Server | undefined
const configured: string[] = []

const msk = (): MskUnderTest => {
  if (started === undefined) throw new Error('The emulator did not start.')
  return started
}

function listen(): Promise<string> {
  const server = createServer((request, response) => {
    void text(request).then(async (properties) => {
      configured.push(properties)
      const denying = properties.includes(`${PROPERTY}=false`)
      await msk().broker.reconfigure({ [PROPERTY]: String(!denying) })
      response.end()
    })
  })
  hook = server
  return new Promise((resolve) => {
    server.listen(0, '127.0.0.1', () => {
      const address = server.address()
      const port = typeof address === 'object' && address !== null ? address.port : 0
      resolve(`http://127.0.0.1:${port}/`)
    })
  })
}

beforeAll(async () => {
  const updateHookUrl = await listen()
  started = await startMskUnderTest({ updateHookUrl, brokerSettings: { [PROPERTY]: 'true' } })
}, 600_000)

afterAll(async () => {
  hook?.close()
  await started?.stop()
})

describe('A new cluster of Amazon MSK', () => {
  it('lets nobody on it before it denies by default and its canary was refused', async () => {
    const { client, cell, kafka, broker, secrets, admin } = msk()
    const cluster = { client, clusterArn: cell.clusterArn }
    const clock = { now: () => Date.now() }
    const clusters = memoryClusterStore(memoryDatabase(clock))
    const brokers = broker.cluster.brokers.map(({ tenantListener }) => tenantListener)
    const verdicts: boolean[] = []
    const deps = {
      clusters,
      clock,
      secrets,
      admin,
      randomness: { bytes: (count: number) => randomBytes(count) },
      provider: mskProvider(cluster, 'vpc'),
      gate: {
        admitBrokers: () => admitBrokers(kafka.requests),
        refuses: async (user: { username: string; password: string }) => {
          const refused = await isTurnedAway(user, brokers, broker.cluster.caPem)
          verdicts.push(refused)
          return refused
        },
      },
    }
    const definition = {
      id: 'cl_one',
      name: 'one',
      access: 'vpc',
      caPem: broker.cluster.caPem,
      replicationFactor: 1,
      capacity: DEFAULT_CAPACITY,
    } as const
    const pass = () => prepareCluster(deps, definition)

    // The canary sees the open door, so that its "no" later on means something.
    const [canary] = await secrets.ensure([{ username: 'canary-cl_one', password: 'x'.repeat(43) }])
    if (canary === undefined) throw new Error('No canary.')
    await admin.putUsers([canary])
    await eventually(async () => expect(await admin.verifyLogins([canary])).toEqual([{ ok: true }]))
    expect(await deps.gate.refuses(canary)).toBe(false)

    expect(await pass()).toEqual({ state: 'preparing', waitingFor: expect.any(String) })
    expect((await clusters.get('cl_one'))?.state).toBe('preparing')
    await eventually(async () => expect((await pass()).state).toBe('ready'), 60_000)
    expect(verdicts.at(-1)).toBe(true)

    const facts = await describeMskCluster(cluster)
    expect(facts.configuration).toEqual({ arn: cell.configurationArn, revision: 2 })
    const known = await client.send(
      new DescribeConfigurationCommand({ Arn: cell.configurationArn }),
    )
    expect(known.LatestRevision?.Revision).toBe(2)
    const revision = await client.send(
      new DescribeConfigurationRevisionCommand({ Arn: cell.configurationArn, Revision: 2 }),
    )
    const properties = new TextDecoder().decode(revision.ServerProperties)
    expect(properties).toBe(`${SERVER_PROPERTIES}\n${PROPERTY}=false`)
    expect(configured).toEqual([properties])
  }, 180_000)
})
