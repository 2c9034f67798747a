import { createServer, type Server } from 'node:http'
import { text } from 'node:stream/consumers'
import { randomBytes } from 'node:crypto'
import {
  DescribeConfigurationCommand,
  DescribeConfigurationRevisionCommand,
  UpdateClusterConfigurationCommand,
} from '@aws-sdk/client-kafka'
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals'
import { memoryAuditStore } from '../../adapters/memory/memory-audit-store.ts'
import { memoryClusterStore } from '../../adapters/memory/memory-cluster-store.ts'
import { memoryDatabase } from '../../adapters/memory/memory-database.ts'
import {
  memoryFindingStore,
  memoryResidentStore,
} from '../../adapters/memory/memory-drift-stores.ts'
import { memoryTenantStore } from '../../adapters/memory/memory-tenant-store.ts'
import { admitBrokers } from '../../adapters/kafka/brokers-access.ts'
import { kafkaClusterCaretaker } from '../../adapters/kafka/kafka-cluster-caretaker.ts'
import { isTurnedAway } from '../../adapters/kafka/turned-away.ts'
import { describeMskCluster } from '../../adapters/msk/describe-cluster.ts'
import { listAssociated } from '../../adapters/msk/list-associated.ts'
import { secretNameIn } from '../../adapters/msk/msk-cluster-admin.ts'
import { mskProvider } from '../../adapters/msk/msk-provider.ts'
import { openSecretsManager } from '../../adapters/secrets-manager/secrets-client.ts'
import { readingSecretsManager } from '../../adapters/secrets-manager/secrets-manager-store.ts'
import { DEFAULT_CAPACITY } from '../../core/cluster/cluster-capacity.ts'
import { prepareCluster } from '../../core/cluster/prepare-cluster.ts'
import type { Secret } from '../../core/credential/credential-ports.ts'
import { GroupTally } from '../../core/reconcile/drift/group-tally.ts'
import { type SweepDeps, sweepCell } from '../../core/reconcile/drift/sweep-cell.ts'
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

const brokersOf = ({ broker }: MskUnderTest) =>
  broker.cluster.brokers.map(({ tenantListener }) => tenantListener)

/** What is the same for preparing and for sweeping, on stores in memory. */
function cellUnderTest(on: MskUnderTest) {
  const { client, cell, kafka, broker, secrets, admin } = on
  const clock = { now: () => Date.now() }
  const database = memoryDatabase(clock)
  const clusters = memoryClusterStore(database)
  const cluster = { client, clusterArn: cell.clusterArn }
  const deps = {
    clusters,
    clock,
    secrets,
    admin,
    randomness: { bytes: (count: number) => randomBytes(count) },
    provider: mskProvider(cluster, 'vpc'),
    gate: {
      admitBrokers: () => admitBrokers(kafka.requests),
      refuses: (user: Secret) => isTurnedAway(user, brokersOf(on), broker.cluster.caPem),
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
  return { cluster, database, deps, pass: () => prepareCluster(deps, definition) }
}

/** As the function of a cell sweeps it: with no more of Secrets Manager than reading. */
function sweepingOf(
  { secrets, emulator, kafka, admin }: MskUnderTest,
  { cluster, database, deps }: ReturnType<typeof cellUnderTest>,
): SweepDeps {
  const beginning = secrets.nameOf('')
  const caretaker = kafkaClusterCaretaker({
    requests: kafka.requests,
    admin,
    topicBytes: async () => new Map(),
    groups: { groups: async () => new GroupTally().found(true), deleteGroups: async () => [] },
    usernames: async () => {
      const names = [...(await listAssociated(cluster))].map(secretNameIn)
      return names.map((name) => name.slice(beginning.length))
    },
  })
  return {
    ...deps,
    tenants: memoryTenantStore(database),
    audit: memoryAuditStore(database),
    findings: memoryFindingStore(),
    residents: memoryResidentStore(),
    caretakers: { of: async () => caretaker },
    gates: { of: async () => deps.gate },
    canaries: readingSecretsManager({
      client: openSecretsManager(emulator.region),
      deployment: beginning.slice('AmazonMSK_'.length, -1),
    }),
    signal: { raise: () => {} },
    pause: async () => {},
  }
}

/** By hand: the configuration that the cluster was made with, which leaves out that property. */
async function openByHand({ client, cell }: MskUnderTest): Promise<void> {
  const cluster = { client, clusterArn: cell.clusterArn }
  const { version } = await describeMskCluster(cluster)
  await client.send(
    new UpdateClusterConfigurationCommand({
      ClusterArn: cell.clusterArn,
      CurrentVersion: version,
      ConfigurationInfo: { Arn: cell.configurationArn, Revision: 1 },
    }),
  )
  await eventually(
    async () => expect((await describeMskCluster(cluster)).active).toBe(true),
    240_000,
  )
}

describe('A cluster of Amazon MSK', () => {
  let tested: ReturnType<typeof cellUnderTest>

  beforeAll(() => {
    tested = cellUnderTest(msk())
  })

  it('that is new lets nobody on it before it denies by default and its canary was refused', async () => {
    const { cell, client, secrets, admin } = msk()
    const { cluster, deps, pass } = tested

    // The canary sees the open door, so that its "no" later on means something.
    const [canary] = await secrets.ensure([{ username: 'canary-cl_one', password: 'x'.repeat(43) }])
    if (canary === undefined) throw new Error('No canary.')
    await admin.putUsers([canary])
    await eventually(async () => expect(await admin.verifyLogins([canary])).toEqual([{ ok: true }]))
    expect(await deps.gate.refuses(canary)).toBe(false)

    expect(await pass()).toEqual({ state: 'preparing', waitingFor: expect.any(String) })
    expect((await deps.clusters.get('cl_one'))?.state).toBe('preparing')
    await eventually(async () => expect((await pass()).state).toBe('ready'), 240_000)
    expect(await deps.gate.refuses(canary)).toBe(true)

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
  }, 600_000)

  it('that is put back to the default is found, takes no tenants, and is shut and ready again by itself', async () => {
    const { deps, pass } = tested
    const sweeping = sweepingOf(msk(), tested)
    const sweptUntil = (state: string) =>
      eventually(async () => {
        expect(await sweepCell(sweeping, 'cl_one')).toMatchObject({ reached: true })
        const findings = await sweeping.findings.ofCluster('cl_one')
        expect(findings).toEqual([expect.objectContaining({ kind: 'open_cell', state })])
      }, 240_000)
    expect(await sweepCell(sweeping, 'cl_one')).toMatchObject({ reached: true, found: [] })
    await openByHand(msk())
    await sweptUntil('open')
    expect(await deps.clusters.get('cl_one')).toMatchObject({ state: 'preparing' })
    await eventually(async () => expect((await pass()).state).toBe('ready'), 240_000)
    await sweptUntil('repaired')
    expect(configured.map((each) => each.includes(`${PROPERTY}=false`))).toEqual([
      true,
      false,
      true,
    ])
  }, 600_000)
})
