import { describe, expect, it } from '@jest/globals'
import fc from 'fast-check'
import { MemoryCluster } from '../../../../adapters/memory/memory-cluster.ts'
import { memoryClusterCaretaker } from '../../../../adapters/memory/memory-cluster-caretaker.ts'
import { MemoryClusterAdmin } from '../../../../adapters/memory/memory-cluster-admin.ts'
import { accessBindings } from '../../../../core/credential/access-bindings.ts'
import type { Access, Credential } from '../../../../core/credential/credential.ts'
import type { Tenant } from '../../../../core/tenant/tenant.ts'
import { compareCell } from '../../../../core/reconcile/drift/compare-cell.ts'
import type { Inventory } from '../../../../core/reconcile/drift/inventory.ts'
import type { Scene } from '../../../../core/reconcile/drift/scene.ts'
import { CREDENTIAL, SPEC, tenantOf } from '../../fixtures/parts.ts'
import { CELL } from '../../fixtures/world.ts'

const QUOTA = { produceBytesPerSecond: 5, consumeBytesPerSecond: 6, requestPercentage: 7 }
const FOREIGN = ['admin', 'abcdefghijkl', 'canary-cl_1', 'ABCDEFGHIJKL-1', 'abcdefghijk-1', '']

const credential = fc.record({
  role: fc.constantFrom('readwrite', 'produce', 'consume'),
  topics: fc.constantFrom([], ['clicks', 'or*']),
  access: fc.constantFrom<Access>('full', 'read-only', 'none'),
})

const tenants = fc
  .array(fc.record({ credentials: fc.array(credential, { maxLength: 3 }), topics: fc.nat(3) }), {
    maxLength: 4,
  })
  .map((shapes) =>
    shapes.map(({ credentials, topics }, n): Tenant => {
      const users = credentials.map(({ role, topics, access }, index): Credential => {
        const applied = { user: true, access, quota: QUOTA }
        const id = `crd_${index}`
        const number = index + 1
        return { ...CREDENTIAL, id, number, role, topics, applied, state: 'active', activatedAt: 0 }
      })
      const named = Array.from({ length: topics }, (_, index) => ({
        ...{ name: `t${index}`, spec: SPEC, applied: SPEC, createdAt: 0 },
        state: 'active' as const,
      }))
      const id = `${'abcd'.charAt(n)}aaaaaaaaaaa`
      return tenantOf([...users, ...named], { id, nextCredentialNumber: users.length + 1 })
    }),
  )

/** A cluster as these tenants settled it, with other people's things on it. */
async function settled(tenants: readonly Tenant[]): Promise<Inventory> {
  const cluster = new MemoryCluster()
  const admin = new MemoryClusterAdmin(cluster)
  for (const tenant of tenants) {
    for (const each of Object.values(tenant.credentials)) {
      const username = `${tenant.id}-${each.number}`
      const { access } = each.applied
      await admin.putUsers([{ username, password: 'x' }])
      await admin.setQuotas([{ username, quota: QUOTA }])
      if (access !== 'unknown') await admin.grantAccess(accessBindings(tenant.id, each, access))
    }
    const topics = Object.keys(tenant.topics).map((name) => `${tenant.id}.${name}`)
    const spec = { ...SPEC, replicationFactor: 1 }
    await admin.createTopics(topics.map((kafkaName) => ({ ...spec, kafkaName })))
  }
  for (const username of FOREIGN) cluster.users.set(username, 'x')
  return await memoryClusterCaretaker(cluster).look()
}

function sceneWith(tenants: readonly Tenant[], more: Partial<Scene> = {}): Scene {
  const resting = new Map(tenants.map((tenant) => [tenant.id, tenant]))
  return { living: resting, resting, busy: new Set(), gone: new Set(), ...more }
}

const differences = (scene: Scene, inventory: Inventory) =>
  compareCell(scene, inventory, { brokers: CELL.brokers, moved: new Map() })

describe('The comparison of a cluster with its tenants', () => {
  it('finds nothing where everything is as it was settled, whatever else is there', async () => {
    await fc.assert(
      fc.asyncProperty(tenants, async (all) => {
        expect(differences(sceneWith(all), await settled(all))).toEqual([])
      }),
      { seed: 1 },
    )
  })

  it('finds everything that is missing, each once, and nothing more', async () => {
    await fc.assert(
      fc.asyncProperty(tenants, fc.infiniteStream(fc.boolean()), async (all, coins) => {
        const whole = await settled(all)
        const own = (name: string) => all.some(({ id }) => name.startsWith(id))
        let lost = 0
        const toss = <T>(items: readonly T[], nameOf: (item: T) => string) =>
          items.filter((item) => {
            if (!own(nameOf(item)) || coins.next().value === true) return true
            lost += 1
            return false
          })
        const rest: Inventory = {
          topics: toss(whole.topics, ({ kafkaName }) => kafkaName),
          users: toss(whole.users, (username) => username),
          access: toss(whole.access, ({ principal }) => principal.slice('User:'.length)),
          quotas: toss(whole.quotas, ({ username }) => username),
        }
        const found = differences(sceneWith(all), rest)
        expect(found).toHaveLength(lost)
        expect(new Set(found.map(({ kind, resource }) => `${kind} ${resource}`)).size).toBe(lost)
        expect(found.every(({ kind }) => /missing|lost/.test(kind))).toBe(true)
      }),
      { seed: 1 },
    )
  })

  it('takes away all that a purged tenant left, and touches nothing of one that is busy or unknown', async () => {
    await fc.assert(
      fc.asyncProperty(tenants, async (all) => {
        const inventory = await settled(all)
        const ids = new Set(all.map(({ id }) => id))
        const gone = differences(sceneWith([], { gone: ids }), inventory)
        const count = (items: readonly unknown[]) => items.length
        const { topics, users, access, quotas } = inventory
        const foreign = FOREIGN.length
        expect(gone).toHaveLength(
          count(topics) + count(users) - foreign + count(access) + count(quotas),
        )
        expect(gone.every(({ fix }) => fix.how.startsWith('take') || fix.how === 'none')).toBe(true)
        expect(differences(sceneWith([], { busy: ids }), inventory)).toEqual([])
        const unknown = differences(sceneWith([]), inventory)
        expect(
          unknown.every(({ kind, fix }) => kind === 'unknown_owner' && fix.how === 'none'),
        ).toBe(true)
      }),
      { seed: 1 },
    )
  })
})
