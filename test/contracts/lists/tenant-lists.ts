import { randomBytes } from 'node:crypto'
import { NOTHING_APPLIED } from '../../../core/credential/credential.ts'
import { newId } from '../../../core/kernel/ids.ts'
import type { Tenant } from '../../../core/tenant/tenant.ts'
import { aDeclaration, aName, aSettlement, aTenant, next } from '../store-fixtures.ts'
import { by, type Item, type Lists, type ListWorld } from './list-under-test.ts'

const SPEC = { partitions: 1, retentionMs: 86_400_000, cleanupPolicy: 'delete' } as const

export const tenantLists: Lists = {
  listTenants: ({ stores: { tenants }, person: { accountId, token } }) => {
    const byName = new Map<string, Tenant>()
    return {
      path: '/tenants',
      token,
      ...by('name'),
      async add() {
        const tenant = aTenant({ accountId })
        await tenants.declare(aDeclaration(tenant))
        byName.set(tenant.name, tenant)
        return tenant.name
      },
      async remove(name) {
        const tenant = byName.get(name)
        if (tenant !== undefined)
          await tenants.settle(aSettlement(next(tenant, { deletedAt: Date.now() })))
      },
    }
  },

  listTopics: async (world) => {
    const change = await ownTenant(world)
    return {
      path: `/tenants/${change.tenantId}/topics`,
      token: world.person.token,
      ...by('name'),
      async add() {
        const name = aName()
        const topic = { name, spec: SPEC, createdAt: 7, state: 'provisioning' } as const
        await change.declare(({ topics }) => ({ topics: { ...topics, [name]: topic } }))
        return name
      },
      remove: (name) =>
        change.declare(({ topics: { [name]: _, ...topics } }) => ({
          topics,
        })),
    }
  },

  listCredentials: async (world) => {
    const change = await ownTenant(world)
    const numberOf = (item: Item) => String(item['username']).split('-')[1] ?? ''
    return {
      path: `/tenants/${change.tenantId}/credentials`,
      token: world.person.token,
      keyOf: (item) => String(item['id']),
      order: { by: (item) => numberOf(item).padStart(9, '0') },
      async add() {
        const id = newId('crd', { bytes: (count) => randomBytes(count) })
        await change.declare(({ credentials, nextCredentialNumber: number }) => ({
          nextCredentialNumber: number + 1,
          credentials: {
            ...credentials,
            [id]: {
              ...{ id, number, role: 'consume', topics: [], createdAt: 7 },
              applied: NOTHING_APPLIED,
              state: 'provisioning',
            },
          },
        }))
        return id
      },
      remove: (id) =>
        change.declare(({ credentials: { [id]: _, ...credentials } }) => ({ credentials })),
    }
  },

  listConsumerGroups: async (world) => {
    const tenantId = await workingTenant(world)
    const { groups } = world.parts.data
    return {
      path: `/tenants/${tenantId}/consumer-groups`,
      token: world.person.token,
      ...by('name'),
      async add() {
        const name = aName()
        groups.set(`${tenantId}.${name}`, { type: 'consumer', members: [], offsets: [] })
        return name
      },
      async remove(name) {
        groups.delete(`${tenantId}.${name}`)
      },
    }
  },

  peekRecords: async (world) => {
    const tenantId = await workingTenant(world)
    const path = `/tenants/${tenantId}/topics/clicks/records`
    const place = ({ partition, offset }: Item) => `${partition} ${String(offset).padStart(9, '0')}`
    return {
      path,
      token: world.person.token,
      query: { from: 'earliest' },
      others: [
        { from: 'newest' },
        { partition: '1', offset: '9000' },
        { time: '2999-01-01T00:00:00Z' },
      ],
      keyOf: place,
      order: { by: place },
      async add() {
        const body = { records: [{ value: 'x' }] }
        const { items } = Object(await world.person.call('POST', path, { body })).json()
        return place(Object(items)[0])
      },
    }
  },
}

/** A tenant that another writer changes as it likes. */
async function ownTenant({ stores: { tenants }, person: { accountId } }: ListWorld) {
  let tenant = aTenant({ accountId })
  await tenants.declare(aDeclaration(tenant))
  return {
    tenantId: tenant.id,
    async declare(change: (tenant: Tenant) => Partial<Tenant>) {
      tenant = next(tenant, change(tenant))
      await tenants.declare(aDeclaration(tenant))
    },
  }
}

/** One whose first credential works, with a topic of three partitions. */
async function workingTenant({ person, settle }: ListWorld): Promise<string> {
  const body = { name: aName(), plan: 'basic-0', topics: [{ name: 'clicks', partitions: 3 }] }
  const made = Object((await person.call('POST', '/tenants', { body })).json())
  await settle()
  return String(made.id)
}
