import { randomBytes } from 'node:crypto'
import { join } from 'node:path'
import { dynamoInvoiceStore } from '../../../../adapters/dynamodb/dynamo-invoice-store.ts'
import { closeTable } from '../../../../adapters/dynamodb/dynamo-table.ts'
import { aClosing, anInvoice } from '../../../core/invoice/fixtures/an-invoice.ts'
import { idleGroup } from '../../../e2e/fixtures/idle-group.ts'
import { storeOf } from '../../../e2e/fixtures/insider.ts'
import type { Headgate } from '../../../e2e/start-headgate.ts'
import { textAt } from '../http/answer.ts'
import type { Means } from '../means.ts'
import { newestMail } from './newest-mail.ts'
import { must } from './party.ts'

/** What a started stack of one's own offers: its mails, its store, its operator. */
export function embeddedMeans(headgate: Headgate): Means {
  return {
    operatorToken: headgate.localJson.operatorToken,
    bootstrapSecret: headgate.localJson.operatorToken,
    isOwnListener: true,
    mailTo: async (email) => newestMail(join(headgate.home, 'outbox'), email),
    putInvoice: (accountId) => putInvoice(headgate.home, accountId),
    async putGroup({ ids, ask, prefix }, name) {
      const path = `/tenants/${ids['tenantId']}/credentials/${ids['credentialId']}/secret`
      const { json } = await must(ask('GET', path))
      const login = { username: textAt(json, 'username'), password: textAt(json, 'password') }
      await idleGroup(headgate, { login, prefix }, ids['topicName'] ?? '', name)
    },
  }
}

/** Behind the API’s back: no account of a test is a month old. */
async function putInvoice(home: string, accountId: string): Promise<string> {
  const id = `inv_${randomBytes(10).toString('hex')}`
  const table = storeOf(home)
  try {
    await dynamoInvoiceStore(table).close(aClosing(anInvoice({ accountId, id })))
  } finally {
    closeTable(table)
  }
  return id
}
