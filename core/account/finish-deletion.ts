import { changeOf } from '../audit/change.ts'
import { isServiceError, ServiceError } from '../kernel/service-error.ts'
import { WEBHOOK_FIELDS } from '../webhook/told-fields.ts'
import type { WebhookStore } from '../webhook/webhook-ports.ts'
import type { Member } from './account.ts'
import { type Asking, accountEvent } from './account-event.ts'
import type { AccountDeletions } from './deletion-ports.ts'
import { finishLeaving, type LeavingDeps } from './finish-leaving.ts'
import type { Invited } from './invited.ts'
import { revokeTokensOf } from './revoke-tokens-of.ts'
import { MEMBER_FIELDS } from './told-fields.ts'

export interface DeletionDeps extends LeavingDeps {
  readonly deletions: AccountDeletions
  readonly webhooks: WebhookStore
}

/** More people, tokens or webhooks than these an account cannot have. */
const PAGE = { limit: 100 }
/** Somebody may accept an invitation while it is taken back; nobody new comes into an account that is closed. */
const ROUNDS = 6
/** Each is one read and one transaction. What is beyond them, of a busy account, is left to the clock. */
const ERASURES = 50
/** Amazon Cognito takes some dozens of requests about people a second. */
const LOG_INS_AT_ONCE = 4

/**
 * Takes out what is in an account that is closed. Whoever asks goes last, so that they can ask again should it be cut
 * short. Every step may be done twice, and by two at once.
 */
export async function finishDeletion(deps: DeletionDeps, asked: Asking): Promise<void> {
  const asking = { ...asked, origin: { ...asked.origin, sourceAddress: null } }
  const { accountId, id } = asking.actor
  const notWhoAsks = (each: { readonly id: string }) => each.id !== id
  await removeWebhooks(deps, asking)
  await revokeTokensOf(deps, asking, notWhoAsks)
  await removePeople(deps, asking, notWhoAsks)
  await removePeople(deps, asking, () => true)
  await revokeTokensOf(deps, asking, () => true)
  for (let round = 0; round < ERASURES; round += 1) {
    if (await deps.deletions.eraseSome(accountId)) return await deps.deletions.finish(accountId)
  }
}

async function removeWebhooks(deps: DeletionDeps, asking: Asking): Promise<void> {
  const { accountId } = asking.actor
  await takeOut(
    async () => (await deps.webhooks.list(accountId, PAGE)).items,
    async (webhook) => {
      const resource = `/v1/account/webhooks/${webhook.id}`
      const change = changeOf(WEBHOOK_FIELDS, webhook, undefined)
      const event = accountEvent(deps, asking, { action: 'webhook.delete', resource, ...change })
      await deps.webhooks.remove(webhook, event)
    },
  )
}

async function removePeople(
  deps: DeletionDeps,
  asking: Asking,
  who: (person: Member | Invited) => boolean,
): Promise<void> {
  const { accountId } = asking.actor
  await takeOut(
    async () => (await deps.members.list(accountId, PAGE)).items.filter(who),
    async (person) => {
      const event = accountEvent(deps, asking, {
        action: 'member.remove',
        resource: `/v1/account/members/${person.id}`,
        ...changeOf(MEMBER_FIELDS, person, undefined),
      })
      await deps.members.remove(person, event)
    },
  )
  const leavers = [...(await deps.members.listLeavers(accountId, PAGE)).items]
  while (leavers.length > 0) {
    const some = leavers.splice(0, LOG_INS_AT_ONCE)
    await Promise.all(some.map((leaver) => finishLeaving(deps, asking, leaver)))
  }
}

/** Until none is left: one that changed since it was read is looked at again. */
async function takeOut<T>(
  list: () => Promise<readonly T[]>,
  remove: (item: T) => Promise<void>,
): Promise<void> {
  for (let round = 0; round < ROUNDS; round += 1) {
    const items = await list()
    if (items.length === 0) return
    for (const item of items) {
      await remove(item).catch((error: unknown) => {
        if (!isServiceError(error, 'conflict')) throw error
      })
    }
  }
  throw new ServiceError('unavailable', 'Somebody changes the account meanwhile. Ask again.')
}
