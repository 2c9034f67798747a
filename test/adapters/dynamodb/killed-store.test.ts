import { randomBytes } from 'node:crypto'
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals'
import type { DynamoTable } from '../../../adapters/dynamodb/dynamo-table.ts'
import { pingTable } from '../../../adapters/dynamodb/dynamo-table.ts'
import { dynamoAccountStore } from '../../../adapters/dynamodb/dynamo-account-store.ts'
import { dynamoOperationStore } from '../../../adapters/dynamodb/dynamo-operation-store.ts'
import { dynamoTenantStore } from '../../../adapters/dynamodb/dynamo-tenant-store.ts'
import { sealedSecretStore } from '../../../adapters/dynamodb/sealed-secret-store.ts'
import { eventually } from '../../contracts/eventually.ts'
import { outcomeOf } from '../../contracts/outcomes.ts'
import { type RealStore, startRealStore } from '../../contracts/real-store.ts'
import {
  aDeclaration,
  aMember,
  anAccount,
  anEvent,
  anOperation,
  aTenant,
  testClock,
} from '../../contracts/store-fixtures.ts'

let store: RealStore
let table: DynamoTable

beforeAll(async () => {
  store = await startRealStore()
  table = await store.table('headgate')
}, 600_000)

afterAll(() => store.stop())

const KILLS = 6
const AT_ONCE = 5

describe('a store that is killed', () => {
  it('still has every declaration that it acknowledged just before', async () => {
    const clock = testClock()
    const tenants = dynamoTenantStore(table, clock)
    const operations = dynamoOperationStore(table, clock)
    const acknowledged: { tenantId: string; operationId: string }[] = []
    for (let kill = 0; kill < KILLS; kill += 1) {
      const declarations = Array.from({ length: AT_ONCE }, () => aDeclaration(aTenant()))
      await Promise.all(declarations.map((each) => tenants.declare(each)))
      await store.kill()
      for (const { tenant, operation } of declarations) {
        acknowledged.push({ tenantId: tenant.id, operationId: operation.id })
      }
      await store.restart()
    }
    expect(acknowledged).toHaveLength(KILLS * AT_ONCE)
    for (const { tenantId, operationId } of acknowledged) {
      expect(await tenants.get(tenantId)).toBeDefined()
      expect(await operations.get(operationId)).toBeDefined()
    }
  }, 600_000)

  it('still has the account and the passwords that it acknowledged just before', async () => {
    const accounts = dynamoAccountStore(table)
    const secrets = sealedSecretStore(table, randomBytes(32))
    const account = anAccount()
    const proposals = ['a', 'b', 'c'].map((username) => ({ username, password: username }))
    await Promise.all([
      accounts.open(account, aMember(account), anEvent(), anOperation()),
      secrets.ensure(proposals),
    ])
    await store.kill()
    await store.restart()
    expect(await accounts.get(account.id)).toEqual(account)
    expect(await secrets.ensure(proposals)).toEqual(proposals)
  }, 600_000)

  it('is `unavailable` for every call until it is back, and does not answer a ping', async () => {
    const tenants = dynamoTenantStore(table, testClock())
    expect(await pingTable(table, 30_000)).toBe(true)
    await store.kill()
    expect(await pingTable(table, 2_000)).toBe(false)
    const calls = [
      tenants.get('a'),
      tenants.getMany(['a']),
      tenants.listByAccount('a', { limit: 1 }),
      tenants.listDue(null, 1, 1),
      tenants.declare(aDeclaration(aTenant())),
    ]
    for (const call of calls) expect(await outcomeOf(call)).toBe('unavailable')
    await store.restart()
    await eventually(async () => expect(await pingTable(table, 30_000)).toBe(true))
    expect(await outcomeOf(tenants.declare(aDeclaration(aTenant())))).toBe('done')
  }, 600_000)
})
