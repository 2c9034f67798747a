import { randomBytes } from 'node:crypto'
import {
  type AttributeValue,
  DescribeTableCommand,
  DescribeTimeToLiveCommand,
  ScanCommand,
} from '@aws-sdk/client-dynamodb'
import { PutCommand } from '@aws-sdk/lib-dynamodb'
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals'
import { ensureTable } from '../../../adapters/dynamodb/create-table.ts'
import { dynamoAuditStore } from '../../../adapters/dynamodb/dynamo-audit-store.ts'
import { dynamoOperationStore } from '../../../adapters/dynamodb/dynamo-operation-store.ts'
import { closeTable, type DynamoTable, pingTable } from '../../../adapters/dynamodb/dynamo-table.ts'
import { dynamoTenantStore } from '../../../adapters/dynamodb/dynamo-tenant-store.ts'
import { sealedSecretStore } from '../../../adapters/dynamodb/sealed-secret-store.ts'
import { PLANS } from '../../../core/plan/plan.ts'
import { startFaultyProxy } from '../../contracts/faulty-proxy.ts'
import { outcomeOf } from '../../contracts/outcomes.ts'
import { type RealStore, startRealStore, tableAt } from '../../contracts/real-store.ts'
import {
  aDeclaration,
  aSettlement,
  aTenant,
  next,
  testClock,
} from '../../contracts/store-fixtures.ts'
import { describePlacing } from './describe-placing.ts'
import { largestTenant } from './largest-tenant.ts'

let store: RealStore

beforeAll(async () => {
  store = await startRealStore()
}, 600_000)

afterAll(() => store.stop())

async function itemsOf(table: DynamoTable): Promise<Record<string, AttributeValue>[]> {
  const scanned = await table.documents.send(new ScanCommand({ TableName: table.name }))
  return scanned.Items ?? []
}

describe('the table', () => {
  it('may be made again, keeps what it holds, and lets items expire', async () => {
    const table = await store.table()
    const tenant = aTenant()
    const tenants = dynamoTenantStore(table, testClock())
    await tenants.declare(aDeclaration(tenant))
    await ensureTable(table)
    expect(await tenants.get(tenant.id)).toEqual(tenant)
    const asked = { TableName: table.name }
    const { TimeToLiveDescription } = await table.documents.send(
      new DescribeTimeToLiveCommand(asked),
    )
    expect(TimeToLiveDescription).toMatchObject({
      AttributeName: 'expiresAt',
      TimeToLiveStatus: 'ENABLED',
    })
    const { Table } = await table.documents.send(new DescribeTableCommand(asked))
    expect(Table?.GlobalSecondaryIndexes?.map((index) => index.IndexName)).toEqual(['due'])
  })

  it('has in its index only tenants with something due, and events that nobody was told of', async () => {
    const table = await store.table()
    const tenants = dynamoTenantStore(table, testClock())
    const tenant = aTenant({ clusterId: 'cl_a' })
    await tenants.declare(aDeclaration(tenant))
    await tenants.declare(aDeclaration(aTenant({ clusterId: 'cl_a' })))
    await tenants.settle(aSettlement(next(tenant, { dueAt: null })))
    const index = { TableName: table.name, IndexName: 'due' }
    const { Items = [] } = await table.documents.send(new ScanCommand(index))
    const kinds = Items.map(({ sk }) => sk?.S?.split('#', 1)[0]).toSorted()
    expect(kinds).toEqual(['EVENT', 'EVENT', 'TENANT'])
    for (const item of Items)
      expect(Object.keys(item).toSorted()).toEqual(['cell', 'dueAt', 'pk', 'sk'])
  })

  it('takes the largest tenant that any plan allows, in a transaction and alone', async () => {
    const tenants = dynamoTenantStore(await store.table(), testClock())
    for (const plan of PLANS) {
      const tenant = largestTenant(plan)
      await tenants.declare(aDeclaration(tenant))
      const settled = next(tenant, { dueAt: null })
      await tenants.settle(aSettlement(settled))
      expect(await tenants.get(tenant.id)).toEqual(settled)
    }
  }, 600_000)

  it('refuses a tenant that is larger than an item may be, as a limit that was reached', async () => {
    const tenants = dynamoTenantStore(await store.table(), testClock())
    const reason = randomBytes(500_000).toString('base64')
    const tenant = aTenant({ reason })
    expect(await outcomeOf(tenants.declare(aDeclaration(tenant)))).toBe('limit_reached')
    const small = aTenant()
    await tenants.declare(aDeclaration(small))
    const grown = aSettlement(next(small, { reason }))
    expect(await outcomeOf(tenants.settle(grown))).toBe('limit_reached')
  })

  it('refuses a cursor that is longer than any key', async () => {
    const audit = dynamoAuditStore(await store.table())
    const request = { limit: 5, after: 'x'.repeat(2_000) }
    expect(await outcomeOf(audit.listByAccount('acc_a', request))).toBe('invalid')
  })

  it('shows an item that was damaged as a fault of ours', async () => {
    const table = await store.table()
    const Item = { pk: 'OPERATION#op_1', sk: 'OPERATION', v: 1, data: { id: 'op_1' } }
    await table.documents.send(new PutCommand({ TableName: table.name, Item }))
    const operations = dynamoOperationStore(table, testClock())
    expect(await outcomeOf(operations.get('op_1'))).toBe('internal')
  })
})

describePlacing(() => store.table())

describe('a declaration whose answer is lost', () => {
  it('is told as done, as it was, and is written once', async () => {
    const table = await store.table()
    const proxy = await startFaultyProxy(store.port)
    const behind = tableAt(proxy.port, table.name)
    const tenant = aTenant()
    try {
      proxy.set('lose-next-answer')
      const tenants = dynamoTenantStore(behind, testClock())
      await tenants.declare(aDeclaration(tenant, { accountTenantsMax: 1 }))
      expect(proxy.lost()).toBe(1)
      expect(await tenants.get(tenant.id)).toEqual(tenant)
      const second = aTenant({ accountId: tenant.accountId })
      const tooMany = tenants.declare(aDeclaration(second, { accountTenantsMax: 2 }))
      expect(await outcomeOf(tooMany)).toBe('done')
    } finally {
      closeTable(behind)
      await proxy.close()
    }
  })

  it('does not keep a ping waiting when the store falls silent', async () => {
    const proxy = await startFaultyProxy(store.port)
    const table = tableAt(proxy.port, (await store.table()).name)
    try {
      expect(await pingTable(table, 30_000)).toBe(true)
      proxy.set('hold-answers')
      expect(await pingTable(table, 300)).toBe(false)
    } finally {
      closeTable(table)
      await proxy.close()
    }
  })
})

describe('sealed passwords', () => {
  const secret = { username: 'abc-1', password: 'correct horse battery staple' }

  it('lie nowhere in the table as they are, nor do two alike look alike', async () => {
    const table = await store.table()
    const secrets = sealedSecretStore(table, randomBytes(32))
    await secrets.ensure([secret, { ...secret, username: 'abc-2' }])
    const items = await itemsOf(table)
    expect(items).toHaveLength(2)
    const texts = items.map((item) => {
      const sealed = item.data?.M?.ciphertext?.B
      if (sealed === undefined) throw new Error('An item has no ciphertext.')
      return Buffer.from(sealed).toString('latin1')
    })
    expect(new Set(texts).size).toBe(2)
    for (const text of texts) expect(text).not.toContain('horse')
  })

  it('open with the key that they were sealed with, and with no other', async () => {
    const table = await store.table()
    const key = randomBytes(32)
    await sealedSecretStore(table, key).ensure([secret])
    expect(await sealedSecretStore(table, key).get(secret.username)).toEqual(secret)
    const stranger = sealedSecretStore(table, randomBytes(32))
    for (const call of [stranger.get(secret.username), stranger.ensure([secret])]) {
      await expect(call).rejects.toMatchObject({
        code: 'internal',
        message: expect.stringContaining('sealing key'),
      })
    }
  })

  it('do not open for another user, nor when they were changed', async () => {
    const table = await store.table()
    const secrets = sealedSecretStore(table, randomBytes(32))
    await secrets.ensure([secret])
    const [item] = await itemsOf(table)
    if (item?.data?.M === undefined) throw new Error('Nothing is stored.')
    const { nonce, ciphertext, tag } = item.data.M
    const data = { nonce: nonce?.B, ciphertext: ciphertext?.B, tag: tag?.B }
    const swapped = { pk: 'SECRET#abc-2', sk: 'SECRET', v: 1, data }
    await table.documents.send(new PutCommand({ TableName: table.name, Item: swapped }))
    expect(await outcomeOf(secrets.get('abc-2'))).toBe('internal')
    const changed = {
      ...swapped,
      pk: 'SECRET#abc-1',
      data: { ...data, ciphertext: Buffer.from('other') },
    }
    await table.documents.send(new PutCommand({ TableName: table.name, Item: changed }))
    expect(await outcomeOf(secrets.get('abc-1'))).toBe('internal')
  })

  it('need a key of 32 bytes', async () => {
    const table = await store.table()
    expect(() => sealedSecretStore(table, randomBytes(16))).toThrow(/32 bytes/)
  })
})
