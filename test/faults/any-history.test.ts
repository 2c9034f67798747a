import { describe, expect, it } from '@jest/globals'
import fc from 'fast-check'
import { DAY_MS, HOUR_MS, MINUTE_MS } from '../../core/kernel/clock.ts'
import { isServiceError, ServiceError } from '../../core/kernel/service-error.ts'
import { asked } from '../core/fixtures/requests.ts'
import { letTimePass, round } from '../core/fixtures/schedule.ts'
import { activeTenant } from '../core/fixtures/stored.ts'
import { unrest } from '../core/fixtures/unrest.ts'
import { type Standing, standing, wantedStanding } from '../core/fixtures/wanted-cluster.ts'
import { coreWorld, type World } from '../core/fixtures/world.ts'
import { callLedger, type Fault, Killed } from './call-ledger.ts'
import { countedPorts } from './counted-ports.ts'
import * as steps from './steps.ts'

type Event =
  | { readonly kind: 'request'; readonly name: keyof typeof requests }
  | { readonly kind: 'pass'; readonly fault: Fault | undefined }
  | { readonly kind: 'time'; readonly ms: number }

const requests = {
  addTopic: steps.addTopic({ name: 'sales', partitions: 2 }),
  growTopic: steps.setTopic('sales', { partitions: 4 }),
  keepLonger: steps.setTopic('clicks', { retentionMs: 2 * DAY_MS }),
  keepShorter: steps.setTopic('clicks', { retentionMs: HOUR_MS }),
  dropTopic: steps.dropTopic('sales'),
  addCredential: steps.addCredential,
  rotate: steps.rotate({ graceSeconds: 600 }),
  rotateWeekly: steps.rotateEvery(7),
  revokeFirst: steps.revoke(1),
  revokeSecond: steps.revoke(2),
  planUp: steps.change({ plan: 'basic-1' }),
  planDown: steps.change({ plan: 'basic-0' }),
  suspend: steps.suspend,
  resume: steps.resume,
  deleteSoftly: steps.remove({ graceSeconds: 3_600 }),
  restore: steps.restore,
}
const names = Object.keys(requests).filter(
  (name): name is keyof typeof requests => name in requests,
)

const faults: fc.Arbitrary<Fault> = fc.record({
  at: fc.nat({ max: 15 }),
  when: fc.constantFrom('before', 'after'),
  error: fc.constantFrom(new Killed('now'), new ServiceError('unavailable', 'No answer.')),
})

const events: fc.Arbitrary<Event> = fc.oneof(
  {
    weight: 5,
    arbitrary: fc.record({ kind: fc.constant('request'), name: fc.constantFrom(...names) }),
  },
  {
    weight: 5,
    arbitrary: fc.record({
      kind: fc.constant('pass'),
      fault: fc.option(faults, { nil: undefined }),
    }),
  },
  {
    weight: 1,
    arbitrary: fc.record({ kind: fc.constant('time'), ms: fc.constantFrom(MINUTE_MS, HOUR_MS) }),
  },
)

/** Refusals and crashes are part of every history. */
async function happen(world: World, event: Event): Promise<void> {
  try {
    const [tenant] = world.database.tenants.values()
    if (event.kind === 'request') await requests[event.name](world, asked(), tenant)
    if (event.kind === 'pass') await round(countedPorts(world, callLedger(event.fault)))
    if (event.kind === 'time') world.clock.pass(event.ms)
  } catch (error) {
    const expected = isServiceError(error) || error instanceof Killed
    if (!expected && !/has no credential/.test(String(error))) throw error
  }
}

function partOf({ topics, users, access, quotas, secrets }: Standing, tenantId: string): unknown {
  const own = (texts: readonly string[]) => texts.filter((text) => text.includes(tenantId))
  return [topics, users, access, quotas, secrets].map(own)
}

describe('After any history of requests, passes, crashes and lost answers', () => {
  it('the cluster comes to be what is desired, and a neighbour never notices', async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(events, { maxLength: 25, size: 'max' }), async (history) => {
        const world = await coreWorld()
        await activeTenant(world, { topics: [{ name: 'clicks' }] })
        const neighbour = await activeTenant(world, {
          name: 'neighbour',
          topics: [{ name: 'clicks' }],
        })
        const before = partOf(await standing(world), neighbour.id)
        for (const event of history) {
          await happen(world, event)
          expect(partOf(await standing(world), neighbour.id)).toEqual(before)
        }
        await letTimePass(world, 30 * DAY_MS)
        expect(unrest(world)).toEqual([])
        expect(await standing(world)).toEqual(wantedStanding(world))
      }),
      { numRuns: 400, seed: 1 },
    )
  })
})
