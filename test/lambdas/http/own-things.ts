import * as z from 'zod'
import { aClosing, anInvoice } from '../../core/invoice/fixtures/an-invoice.ts'
import { OPERATOR_TOKEN } from '../parts.ts'
import { findingId } from '../../../core/reconcile/drift/finding.ts'
import { CELL } from '../../core/fixtures/world.ts'
import type { Person } from '../person.ts'
import type { Api } from '../setup.ts'
import type { Ids } from './missing-ids.ts'

const idSchema = z.object({ id: z.string() })
const made = z.object({ id: z.string(), operationId: z.string() })
const listed = z.object({ items: z.array(idSchema) })

/** Makes one of everything that a path of the route table may name, and answers with the ids. */
export async function ownThings(api: Api, person: Person): Promise<Ids> {
  const body = { name: 'mine', plan: 'basic-0', topics: [{ name: 'clicks' }] }
  const { id, operationId } = made.parse((await person.call('POST', '/tenants', { body })).json())
  await api.settle()
  const credentials = listed.parse((await person.call('GET', `/tenants/${id}/credentials`)).json())
  const token = await person.call('POST', '/account/tokens', {
    body: { name: 'ci', role: 'viewer' },
  })
  const invoice = anInvoice({ accountId: person.accountId, id: `inv_${person.accountId.slice(4)}` })
  await api.parts.invoices.close(aClosing(invoice))
  const member = await person.call('POST', '/account/members', {
    body: { email: `${person.accountId.replace('_', '-')}@example.com`, role: 'viewer' },
  })
  const operator = await api.call('POST', '/operator/operators', {
    token: OPERATOR_TOKEN,
    body: { name: person.accountId },
  })
  const cluster = await api.call('POST', '/operator/clusters', {
    token: OPERATOR_TOKEN,
    body: {
      name: `c-${person.accountId.slice(-12)}`,
      bootstrapServers: 'localhost:9092',
      admin: { kind: 'scram', username: 'admin', password: 'a-password' },
    },
  })
  const url = 'https://hooks.example.com/'
  const webhook = await person.call('POST', '/account/webhooks', { body: { url } })
  const webhookId = idSchema.parse(webhook.json()).id
  const delivery = await person.call('POST', `/account/webhooks/${webhookId}/test`)
  api.parts.data.groups.set(`${id}.readers`, { type: 'classic', members: [], offsets: [] })
  return {
    tenantId: id,
    topicName: 'clicks',
    groupName: 'readers',
    credentialId: credentials.items[0]?.id ?? '',
    operationId,
    tokenId: idSchema.parse(token.json()).id,
    invoiceId: invoice.id,
    accountId: person.accountId,
    operatorId: idSchema.parse(operator.json()).id,
    memberId: idSchema.parse(member.json()).id,
    webhookId,
    deliveryId: idSchema.parse(delivery.json()).id,
    findingId: await ownFinding(api, id),
    clusterId: idSchema.parse(cluster.json()).id,
  }
}

/** As a sweep writes it. */
async function ownFinding({ parts }: Api, tenantId: string): Promise<string> {
  const what = { clusterId: CELL.id, kind: 'topic_lost', resource: `${tenantId}.clicks` } as const
  const id = findingId(what.clusterId, what.kind, what.resource)
  const at = parts.clock.now()
  const seen = { detail: 'It is gone.', remedy: 'report', firstSeenAt: at, lastSeenAt: at } as const
  await parts.findings.put({ ...what, ...seen, id, tenantId, version: 1, state: 'open' })
  return id
}
