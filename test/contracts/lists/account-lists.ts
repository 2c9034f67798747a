import { randomInt } from 'node:crypto'
import type { AuditEvent } from '../../../core/audit/audit-event.ts'
import { newDelivery } from '../../../core/webhook/delivery.ts'
import { aToken, anEvent, anAccount, aMember } from '../store-fixtures.ts'
import { aWebhook } from '../webhook-store-contract.ts'
import {
  by,
  type Lists,
  type ListUnderTest,
  type ListWorld,
  newestFirst,
} from './list-under-test.ts'

const MANY = 10_000

const LATER = '2999-01-01T00:00:00Z'

/** Some time of the last day: what is added may belong anywhere. */
const someTime = () => Date.now() - randomInt(86_400_000)

const tokensOf = ({
  stores: { accounts },
  person: { accountId, token },
}: ListWorld): ListUnderTest => ({
  path: '/account/tokens',
  token,
  ...by('id'),
  async add() {
    const added = aToken({ accountId })
    await accounts.addToken(added, anEvent({ accountId }), MANY)
    return added.id
  },
  remove: (id) => accounts.revokeToken(accountId, id, 1, anEvent({ accountId })),
})

const webhooksOf = ({
  stores: { webhooks },
  person: { accountId, token },
}: ListWorld): ListUnderTest => ({
  path: '/account/webhooks',
  token,
  ...by('id'),
  async add() {
    const webhook = aWebhook({ accountId })
    await webhooks.add(webhook, anEvent({ accountId }), MANY)
    return webhook.id
  },
  async remove(id) {
    const webhook = await webhooks.get(accountId, id)
    if (webhook !== undefined) await webhooks.remove(webhook, anEvent({ accountId }))
  },
})

export const accountLists: Lists = {
  listTokens: tokensOf,

  listMembers: ({ stores: { members }, person: { accountId, token } }) => ({
    path: '/account/members',
    token,
    ...by('id'),
    async add() {
      const { subject: _, ...invited } = aMember(anAccount({ id: accountId }), { role: 'viewer' })
      const email = `${invited.id}@example.com`
      const event = anEvent({ accountId })
      await members.invite({ ...invited, email, invitedUntil: Date.now() }, event, MANY)
      return invited.id
    },
    async remove(id) {
      const member = await members.get(accountId, id)
      if (member !== undefined) await members.remove(member, anEvent({ accountId }))
    },
  }),

  /** Tokens and webhooks in turn, in the middle of all that an account has; each is on the trail, as the export is. */
  exportAccount: (world) => {
    const [tokens, webhooks] = [tokensOf(world), webhooksOf(world)]
    let count = 0
    return {
      path: '/account/export',
      token: world.person.token,
      keyOf: (item) => {
        const record = Object(item['record'])
        return String(record.id ?? item['kind'])
      },
      isTrace: ({ kind }) => kind === 'event',
      async add() {
        count += 1
        return await (count % 2 === 0 ? tokens : webhooks).add()
      },
      async remove(id) {
        await (id.startsWith('tok') ? tokens : webhooks).remove?.(id)
      },
    }
  },

  listAuditEvents: ({ stores: { audit }, person: { accountId, token } }) => ({
    path: '/account/audit-events',
    token,
    others: [{ action: 'topic.delete' }, { to: '2026-01-01T00:00:00Z' }, { from: LATER }],
    ...newestFirst('at'),
    add: () => append(audit, anEvent({ accountId, at: someTime() })),
  }),

  listWebhooks: webhooksOf,

  async listWebhookDeliveries({ stores, person: { accountId, token } }) {
    const { webhooks, deliveries } = stores
    const webhook = aWebhook({ accountId })
    await webhooks.add(webhook, anEvent({ accountId }), MANY)
    return {
      path: `/account/webhooks/${webhook.id}/deliveries`,
      token,
      ...newestFirst('createdAt'),
      async add() {
        const { id } = anEvent()
        const event = { id, type: 'tenant.create', at: someTime(), data: {} }
        const delivery = newDelivery(webhook.id, accountId, event)
        await deliveries.save(undefined, delivery)
        return delivery.id
      },
    }
  },
}

/** The same trail by what was done: half of it is passed over. */
export const filteredLists: Lists = {
  listAuditEvents: ({ stores: { audit }, person: { accountId, token } }) => ({
    path: '/account/audit-events',
    token,
    query: { action: 'topic.create', from: new Date(Date.now() - 86_400_000).toISOString() },
    ...newestFirst('at'),
    async add() {
      await audit.append(anEvent({ accountId, action: 'topic.delete', at: someTime() }))
      return await append(audit, anEvent({ accountId, action: 'topic.create', at: someTime() }))
    },
  }),
}

async function append(
  audit: { append(event: AuditEvent): Promise<void> },
  event: AuditEvent,
): Promise<string> {
  await audit.append(event)
  return event.id
}
