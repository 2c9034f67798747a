import { randomBytes } from 'node:crypto'
import { brotliDecompressSync } from 'node:zlib'
import { ScanCommand } from '@aws-sdk/lib-dynamodb'
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals'
import { dynamoAccountDeletions } from '../../../adapters/dynamodb/dynamo-account-deletions.ts'
import { dynamoAccountStore } from '../../../adapters/dynamodb/dynamo-account-store.ts'
import { dynamoAuditStore } from '../../../adapters/dynamodb/dynamo-audit-store.ts'
import { dynamoEndedSessions } from '../../../adapters/dynamodb/dynamo-ended-sessions.ts'
import { dynamoInvoiceStore } from '../../../adapters/dynamodb/dynamo-invoice-store.ts'
import { dynamoLoginStore } from '../../../adapters/dynamodb/dynamo-login-store.ts'
import { dynamoMemberStore } from '../../../adapters/dynamodb/dynamo-member-store.ts'
import type { DynamoTable } from '../../../adapters/dynamodb/dynamo-table.ts'
import { dynamoTenantStore } from '../../../adapters/dynamodb/dynamo-tenant-store.ts'
import { dynamoWebhookStore } from '../../../adapters/dynamodb/dynamo-webhook-store.ts'
import { createEmbeddedIdentity } from '../../../adapters/embedded-identity/embedded-identity.ts'
import { deleteAccount } from '../../../core/account/delete-account.ts'
import { finishDepartures } from '../../../core/account/finish-departures.ts'
import { MINUTE_MS } from '../../../core/kernel/clock.ts'
import { eventually } from '../../contracts/eventually.ts'
import { type RealStore, startRealStore } from '../../contracts/real-store.ts'
import {
  aDeclaration,
  anEvent,
  aSettlement,
  aTenant,
  next,
} from '../../contracts/store-fixtures.ts'
import { ANN, AUDIENCE, CHEAP, ISSUER, ORIGIN } from '../../core/account/account-world.ts'
import {
  accountToDelete,
  asking,
  BEN,
  CID,
  signedUp,
  type World,
} from '../../core/account/fixtures/account-to-delete.ts'
import { CutShort, cutShort } from '../../core/account/fixtures/cut-short.ts'
import { aClosing, anInvoice } from '../../core/invoice/fixtures/an-invoice.ts'
import { clockFromNow, partsOf, SIGNING_KEY_PEM } from '../../lambdas/parts.ts'

let store: RealStore

beforeAll(async () => {
  store = await startRealStore()
}, 600_000)

afterAll(() => store.stop())

/** An account with people, tokens, a webhook, a tenant that is gone and an invoice, in a table of its own. */
async function inATable() {
  const table = await store.table()
  const clock = clockFromNow()
  const parts = await partsOf(clock)
  const identity = await createEmbeddedIdentity({
    logins: dynamoLoginStore(table),
    mailer: parts.mailer,
    clock,
    randomness: parts.randomness,
    pepper: randomBytes(32),
    signingKeyPem: SIGNING_KEY_PEM,
    issuer: ISSUER,
    audience: AUDIENCE,
    passwordCost: CHEAP,
    pause: async () => {},
  })
  const world: World = {
    ...parts,
    identity,
    accounts: dynamoAccountStore(table),
    members: dynamoMemberStore(table),
    deletions: dynamoAccountDeletions(table),
    webhooks: dynamoWebhookStore(table, clock),
    endedSessions: dynamoEndedSessions(table),
    audit: dynamoAuditStore(table),
    tenants: dynamoTenantStore(table, clock),
    invoices: dynamoInvoiceStore(table),
  }
  const given = await accountToDelete(world)
  await addHistory(given)
  return { ...given, table }
}

type Given = Awaited<ReturnType<typeof inATable>>

/** A tenant that came and went with an answer kept for repeats, requests from an address, an open reset, an invoice. */
async function addHistory({ world, accountId }: Pick<Given, 'world' | 'accountId'>): Promise<void> {
  const tenant = aTenant({ accountId })
  const kept = { accountId, key: 'k1', requestHash: 'h', expiresAt: Date.now() + 9e6 }
  const auditEvent = anEvent({ accountId, repeat: { ...kept, answer: { invited: CID } } })
  await world.tenants.declare(aDeclaration(tenant, { auditEvent, accountTenantsMax: 9 }))
  await world.tenants.settle(aSettlement(next(tenant, { deletedAt: 9, dueAt: null })))
  const { sourceAddress } = ORIGIN
  for (let n = 1; n <= 150; n += 1)
    await world.audit.append(anEvent({ accountId, at: world.clock.now() - n, sourceAddress }))
  await world.identity.requestReset(BEN)
  await world.invoices.close(aClosing(anInvoice({ accountId })))
}

/** Every item of the table as one text; what is packed is unpacked. */
async function textOf(table: DynamoTable): Promise<string> {
  const texts: string[] = []
  let ExclusiveStartKey: Record<string, unknown> | undefined
  do {
    const scan = new ScanCommand({
      TableName: table.name,
      ConsistentRead: true,
      ...(ExclusiveStartKey === undefined ? {} : { ExclusiveStartKey }),
    })
    const { Items = [], LastEvaluatedKey } = await table.documents.send(scan)
    for (const item of Items) texts.push(JSON.stringify(item, readable))
    ExclusiveStartKey = LastEvaluatedKey
  } while (ExclusiveStartKey !== undefined)
  return texts.join('\n')
}

function readable(_: string, value: unknown): unknown {
  if (!(value instanceof Uint8Array)) return value
  try {
    return brotliDecompressSync(value).toString('utf8')
  } catch {
    return Buffer.from(value).toString('latin1')
  }
}

/** As it is, and what it looks like within base64, wherever it begins there. */
function spellingsOf(text: string): readonly string[] {
  const shifted = [0, 1, 2].map((by) => {
    const encoded = Buffer.from(' '.repeat(by) + text).toString('base64')
    // The ends hold bits of the neighbours.
    return encoded.slice(by === 0 ? 0 : by + 1, Math.floor(((by + text.length) * 8) / 6))
  })
  return [text, ...shifted, encodeURIComponent(text)]
}

function traces(text: string, searched: readonly string[]): readonly string[] {
  return searched.filter((each) => spellingsOf(each).some((spelling) => text.includes(spelling)))
}

const PERSONAL = [ANN.email, BEN, CID, ORIGIN.sourceAddress]

describe('A search of the whole table', () => {
  it('finds what it looks for, in plain text and in base64', async () => {
    const { table } = await inATable()
    expect(traces(await textOf(table), PERSONAL)).toEqual(PERSONAL)
    for (const by of ['', 'x', 'xy']) {
      const hidden = Buffer.from(`${by}${BEN}, and more`).toString('base64')
      expect(traces(hidden, [BEN])).toEqual([BEN])
    }
  })

  it('finds nobody of an account that was deleted; its invoice and its trail are there', async () => {
    const given = await inATable()
    const { world, table, session, accountId } = given
    const trail = async () => (await world.audit.listByAccount(accountId, { limit: 100 })).items
    const before = await trail()
    await deleteAccount(world, await asking(world, session), ANN.accountName)
    expect(traces(await textOf(table), PERSONAL)).toEqual([])
    const { items: invoices } = await world.invoices.list(accountId, { limit: 9 })
    expect(invoices).toMatchObject([{ accountId, number: 1 }])
    const after = await trail()
    expect(after.map(({ action }) => action)).toContain('account.delete')
    expect(after).toHaveLength(100)
    expect(before).toHaveLength(100)
    const again = await asking(world, await signedUp(world, ANN.email))
    expect(again.actor.accountId).not.toBe(accountId)
  })

  it('finds nobody either when the deletion was cut short and the clock finished it', async () => {
    for (const at of [9, 24]) {
      const { world, table, session, accountId } = await inATable()
      const { accounts, members, deletions, webhooks, identity } = world
      const ports = { accounts, members, deletions, webhooks, identity }
      const cut = cutShort(ports, { at, death: 'after the call' })
      const ann = await asking(world, session)
      const died = deleteAccount({ ...world, ...cut.ports }, ann, ANN.accountName)
      await expect(died).rejects.toBeInstanceOf(CutShort)
      expect((await world.accounts.get(accountId))?.deletedAt).toBeDefined()
      world.clock.pass(2 * MINUTE_MS)
      const faults: unknown[] = []
      // The index follows the table by some milliseconds.
      await eventually(async () => {
        await finishDepartures({ ...world, report: (fault) => faults.push(fault) })
        expect(traces(await textOf(table), PERSONAL)).toEqual([])
      })
      expect(faults).toEqual([])
    }
  }, 600_000)
})
