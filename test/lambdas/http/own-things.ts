import * as z from 'zod'
import { aClosing, anInvoice } from '../../core/invoice/fixtures/an-invoice.ts'
import { OPERATOR_TOKEN } from '../parts.ts'
import { findingId } from '../../../core/reconcile/drift/finding.ts'
import { CELL } from '../../core/fixtures/world.ts'
import type { Person } from '../person.ts'
import type { Api } from '../setup.ts'

/** By the names that paths of the route table have for them. */
export type Ids = Readonly<Record<string, string>>

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

const SAME_LENGTH = 'a'.repeat(20)

/** Ids of the right form that nothing has. */
export const MISSING: Ids = {
  tenantId: 'a'.repeat(12),
  topicName: 'nosuch',
  groupName: 'nosuch',
  credentialId: `crd_${SAME_LENGTH}`,
  operationId: `op_${SAME_LENGTH}`,
  tokenId: `tok_${SAME_LENGTH}`,
  invoiceId: `inv_${SAME_LENGTH}`,
  accountId: `acc_${SAME_LENGTH}`,
  operatorId: `opr_${SAME_LENGTH}`,
  memberId: `mem_${SAME_LENGTH}`,
  webhookId: `whk_${SAME_LENGTH}`,
  deliveryId: `dlv_${SAME_LENGTH}${'a'.repeat(9)}`,
  findingId: `fnd_${SAME_LENGTH}`,
  clusterId: 'cl_nosuch',
}

/** The path with those ids in it; fails for a name that nobody here knows. */
export function filled(path: string, ids: Ids): string {
  return path.replaceAll(/\{(\w+)\}/g, (_, name: string) => {
    const id = ids[name]
    if (id === undefined) throw new Error(`test/lambdas/http/own-things.ts knows no ${name}.`)
    return id
  })
}
