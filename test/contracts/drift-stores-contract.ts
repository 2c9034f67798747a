import { describe, expect, it } from '@jest/globals'
import { type Finding, findingId } from '../../core/reconcile/drift/finding.ts'
import { findingKeyOf } from '../../core/reconcile/drift/drift-ports.ts'
import type { OpenStores } from './stores-under-test.ts'

function aFinding(clusterId: string, resource: string): Finding {
  const at = 1_764_000_000_000
  const kind = 'topic_lost'
  const seen = { detail: 'It is gone.', remedy: 'report', firstSeenAt: at, lastSeenAt: at } as const
  const id = findingId(clusterId, kind, resource)
  return {
    id,
    clusterId,
    kind,
    tenantId: 'abcdefghijkl',
    resource,
    ...seen,
    version: 1,
    state: 'open',
  }
}

const byKey = (a: Finding, b: Finding) => (findingKeyOf(a) < findingKeyOf(b) ? -1 : 1)

/** What every `FindingStore` and `ResidentStore` does. */
export function describeDriftStoresContract(store: string, open: OpenStores): void {
  describe(`the finding store (${store})`, () => {
    it('reads findings back in every state, by cluster and alone', async () => {
      const { findings, clock } = await open()
      const lost = aFinding('cl_a', 'abcdefghijkl.one')
      const mended: Finding = {
        ...aFinding('cl_a', 'two'),
        state: 'repaired',
        repairedAt: clock.now(),
      }
      const quiet = { state: 'silenced', until: clock.now(), reason: 'known' } as const
      const silenced: Finding = { ...aFinding('cl_a', 'three'), ...quiet }
      const other = aFinding('cl_ab', 'abcdefghijkl.one')
      for (const each of [lost, mended, silenced, other]) await findings.put(each)
      const own = await findings.ofCluster('cl_a')
      expect(own.toSorted(byKey)).toEqual([lost, mended, silenced].toSorted(byKey))
      expect(await findings.get('cl_ab', other.id)).toEqual(other)
      expect(await findings.get('cl_a', other.id)).toBeUndefined()
    })

    it('refuses a write that follows another version than the stored one', async () => {
      const { findings } = await open()
      const first = aFinding('cl_a', 'abcdefghijkl.one')
      await findings.put(first)
      await expect(findings.put(first)).rejects.toMatchObject({ code: 'conflict' })
      await findings.put({ ...first, version: 2, detail: 'again' })
      const skipped = { ...first, version: 4 }
      await expect(findings.put(skipped)).rejects.toMatchObject({ code: 'conflict' })
    })

    it('lists those of all clusters by key, page by page', async () => {
      const { findings } = await open()
      const all = ['cl_a', 'cl_b'].flatMap((cluster) =>
        ['one', 'two', 'three'].map((name) => aFinding(cluster, name)),
      )
      for (const each of all) await findings.put(each)
      const first = await findings.list({ limit: 4 })
      const rest = await findings.list({ limit: 4, after: String(first.next) })
      expect([...first.items, ...rest.items]).toEqual(all.toSorted(byKey))
      expect(rest.next).toBeUndefined()
    })
  })

  describe(`the roll of residents (${store})`, () => {
    it('keeps who lives and who lived on each cluster', async () => {
      const { residents } = await open()
      const rows = [
        { tenantId: 'abcdefghijkl', goneAt: null },
        { tenantId: 'bbcdefghijkl', goneAt: Date.now() },
      ]
      await residents.putResidents('cl_a', rows)
      await residents.putResidents('cl_b', [{ tenantId: 'cbcdefghijkl', goneAt: null }])
      expect(await residents.residents('cl_a')).toEqual(rows)
      const left = { tenantId: 'abcdefghijkl', goneAt: Date.now() }
      await residents.putResidents('cl_a', [left])
      expect((await residents.residents('cl_a'))[0]).toEqual(left)
      expect(await residents.residents('cl_none')).toEqual([])
    })

    it('keeps the names of consumer groups, as many and as long as are remembered', async () => {
      const { residents } = await open()
      const named = (groups: readonly string[]) => ({
        tenantId: 'abcdefghijkl',
        goneAt: null,
        groups,
      })
      // 120,000 characters of three bytes each, and 4,000 names, are the most: `core/reconcile/drift/known-groups.ts`.
      const long = Array.from({ length: 4_000 }, (_, n) => `${n}`.padEnd(30, '漢'))
      for (const groups of [['b', 'a', ' \n"'], long]) {
        await residents.putResidents('cl_a', [named(groups)])
        expect(await residents.residents('cl_a')).toEqual([named(groups)])
      }
    })
  })
}
