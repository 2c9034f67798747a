import { afterAll, beforeAll, describe, expect, it } from '@jest/globals'
import type { ClusterCaretaker } from '../../core/reconcile/drift/drift-ports.ts'
import { newTenant } from './cluster-under-test.ts'
import { eventually } from './eventually.ts'

export const PROTOCOLS = ['classic', 'consumer', 'share'] as const
export type Protocol = (typeof PROTOCOLS)[number]

export interface GroupsUnderTest {
  readonly caretaker: Pick<ClusterCaretaker, 'groups' | 'deleteGroups'>
  /** Makes groups that hold offsets and have nobody in them. */
  commit(kafkaNames: readonly string[]): Promise<void>
  /** One member, until it is told to leave. */
  join(kafkaName: string, protocol: Protocol): Promise<{ leave(): Promise<void> }>
  close(): Promise<void>
}

const START_MS = 300_000
const TEST_MS = 300_000

/** What every `ClusterCaretaker` does with consumer groups. All tests share what `setup` makes. */
export function describeGroupCareContract(name: string, setup: () => Promise<GroupsUnderTest>) {
  describe(`${name} as the caretaker of consumer groups`, () => {
    let made: GroupsUnderTest
    beforeAll(async () => {
      made = await setup()
    }, START_MS)
    afterAll(() => made.close())

    const named = (tenant: string, count: number) =>
      Array.from({ length: count }, (_, n) => `${tenant}.group-${n}`)
    const groupsOf = async (tenant: string) => (await made.caretaker.groups()).byTenant.get(tenant)

    it('counts them by tenant, whatever their names hold, and no others', async () => {
      const tenant = newTenant()
      const odd = [`${tenant}.`, `${tenant}.a b/\n"ü"`, `${tenant}.${'x'.repeat(2_000)}`]
      const foreign = [`${tenant}0.x`, 'console-consumer-1', tenant]
      await made.commit([...named(tenant, 3), ...odd, ...foreign])
      const { byTenant, complete } = await made.caretaker.groups()
      const own = byTenant.get(tenant)
      expect(complete).toBe(true)
      expect([own?.count, own?.withMembers]).toEqual([6, 0])
      const listed = own?.listed.map(({ kafkaName }) => kafkaName)
      expect(listed?.toSorted()).toEqual([...named(tenant, 3), ...odd].toSorted())
      expect([...byTenant.keys()].filter((id) => id.startsWith(tenant))).toEqual([tenant])
    })

    it(
      'deletes thirty at once but those that have members, of every protocol',
      async () => {
        const tenant = newTenant()
        const names = named(tenant, 30)
        const inUse = PROTOCOLS.map((protocol) => `${tenant}.${protocol}`)
        await made.commit(names)
        const members = await Promise.all(
          PROTOCOLS.map((protocol) => made.join(`${tenant}.${protocol}`, protocol)),
        )
        await eventually(async () =>
          expect(await groupsOf(tenant)).toMatchObject({ count: 33, withMembers: 3 }),
        )
        const results = await made.caretaker.deleteGroups([...inUse, ...names])
        expect(results.map(({ ok }) => ok)).toEqual([
          ...inUse.map(() => false),
          ...names.map(() => true),
        ])
        expect(await groupsOf(tenant)).toMatchObject({ count: 3, withMembers: 3 })
        await Promise.all(members.map((member) => member.leave()))
        await eventually(async () => expect((await groupsOf(tenant))?.withMembers ?? 0).toBe(0))
        const gone = await made.caretaker.deleteGroups([...inUse, ...names])
        expect(gone.every(({ ok }) => ok)).toBe(true)
        expect(await groupsOf(tenant)).toBeUndefined()
      },
      TEST_MS,
    )
  })
}
