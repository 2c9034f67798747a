import { describe, expect, it } from '@jest/globals'
import { OPERATOR } from '../../../../core/account/account.ts'
import { DAY_MS } from '../../../../core/kernel/clock.ts'
import { listFindings } from '../../../../core/reconcile/drift/list-findings.ts'
import {
  silenceFinding,
  unsilenceFinding,
} from '../../../../core/reconcile/drift/silence-finding.ts'
import { activeTenant } from '../../fixtures/stored.ts'
import { letTimePass } from '../../fixtures/schedule.ts'
import { CELL } from '../../fixtures/world.ts'
import { type DriftWorld, driftWorld, findingsOf, sweepLater, sweepOnce } from './drift-world.ts'

const REQUEST = { actor: OPERATOR, requestId: 'req_1', sourceAddress: null }
const MORE = { produceBytesPerSecond: 9, consumeBytesPerSecond: 9, requestPercentage: 9 }

/** A higher quota was given by hand, found, taken back, and given by hand once more. */
async function worldWithFinding() {
  const world = await driftWorld()
  const { id } = await activeTenant(world)
  const username = `${id}-1`
  await sweepOnce(world)
  world.kafka.quotas.set(username, MORE)
  await sweepOnce(world)
  expect(world.kafka.quotas.get(username)).not.toEqual(MORE)
  const [finding] = await world.sweeping.findings.ofCluster(CELL.id)
  if (finding === undefined) throw new Error('Nothing was found.')
  world.kafka.quotas.set(username, MORE)
  return { world, username, id: finding.id }
}

function silence(world: DriftWorld, id: string) {
  const deps = { ...world, ...world.sweeping }
  return silenceFinding(deps, REQUEST, id, {
    silenceSeconds: 86_400,
    reason: 'a trade fair',
  })
}

describe('A silenced finding', () => {
  it('is left as it is until its time is up, and then repaired', async () => {
    const { world, username, id } = await worldWithFinding()
    await silence(world, id)
    expect(await sweepLater(world)).toMatchObject({ settling: 0, waiting: 0 })
    expect(world.kafka.quotas.get(username)).toEqual(MORE)
    await letTimePass(world, DAY_MS)
    expect(await sweepOnce(world)).toMatchObject({ settling: 1 })
    expect(world.kafka.quotas.get(username)).not.toEqual(MORE)
  })

  it('is repaired at once when its silence is ended', async () => {
    const { world, username, id } = await worldWithFinding()
    await silence(world, id)
    await unsilenceFinding({ ...world, ...world.sweeping }, REQUEST, id)
    await sweepLater(world)
    expect(world.kafka.quotas.get(username)).not.toEqual(MORE)
    expect(
      [...world.database.auditEvents.values()].flatMap(({ action, actor }) =>
        actor === 'operator' ? [action] : [],
      ),
    ).toEqual(['finding.silence', 'finding.unsilence'])
  })

  it('is closed when it is no longer seen, and has nothing to silence then', async () => {
    const { world, username, id } = await worldWithFinding()
    await silence(world, id)
    world.kafka.quotas.delete(username)
    await sweepLater(world)
    expect(await findingsOf(world)).toEqual(
      expect.arrayContaining([`quota_wrong ${username} repaired`]),
    )
    await expect(silence(world, id)).rejects.toMatchObject({ code: 'conflict' })
  })

  it('is not there under another id', async () => {
    const { world } = await worldWithFinding()
    await expect(silence(world, 'fnd_none')).rejects.toMatchObject({ code: 'not_found' })
  })
})

describe('The list of findings', () => {
  it('goes on from a cursor, by cluster and by state', async () => {
    const { world } = await worldWithFinding()
    for (const name of ['aaaaaaaaaaaa', 'bbbbbbbbbbbb', 'cccccccccccc'])
      world.kafka.users.set(`${name}-1`, 'x')
    await sweepOnce(world)
    const { findings } = world.sweeping
    const all = await listFindings(findings, {}, { limit: 100 })
    expect(all.items).toHaveLength(4)
    for (const filter of [{}, { clusterId: CELL.id }, { state: 'open' as const }]) {
      const first = await listFindings(findings, filter, { limit: 3 })
      const rest = await listFindings(findings, filter, { limit: 3, after: String(first.next) })
      expect([...first.items, ...rest.items]).toEqual(all.items)
      expect(rest.next).toBeUndefined()
    }
    const none = await listFindings(findings, { clusterId: 'cl_2' }, { limit: 3 })
    expect(none.items).toEqual([])
    const repaired = await listFindings(findings, { state: 'repaired' }, { limit: 3 })
    expect(repaired).toEqual({ items: [] })
  })
})
