import { randomBytes } from 'node:crypto'
import type { Ids } from '../../../lambdas/http/missing-ids.ts'
import { type Answer, type Ask, itemsOf, textAt } from '../http/answer.ts'
import type { Means } from '../means.ts'

/** Somebody with an account, as its owner. */
export interface Party {
  readonly token: string
  readonly accountId: string
  readonly email: string
  /** Of the tenant, dot included. */
  readonly prefix: string
  /** One of everything. */
  readonly ids: Ids
  /** Texts that stand for this party and nobody else: ids, names, addresses. */
  readonly marks: readonly string[]
  readonly ask: Ask
}

const OPERATION_TRIES = 6
const OWNER_TOKENS = 3

/** Makes one of everything in the account of that token, and two of what is listed. */
export async function makeParty(
  anyone: Ask,
  token: string,
  label: string,
  means: Means,
): Promise<Party> {
  const ask = await asOwner(anyone, token)
  const accountId = idOf(await must(ask('GET', '/account')))
  const [owner] = itemsOf(await must(ask('GET', '/account/members')))
  const tag = `${label}-${randomBytes(4).toString('hex')}`
  const tenant = await newTenant(ask, tag)
  const credentials = itemsOf(await must(ask('GET', `/tenants/${tenant.tenantId}/credentials`)))
  const email = textAt(owner, 'email')
  const own = { accountId, memberId: textAt(owner, 'id'), ...tenant }
  const groupName = means.putGroup === undefined ? 'group_none' : `${tag}-readers`
  const names = { topicName: `${tag}-orders`, groupName }
  const ids = {
    ...own,
    ...names,
    credentialId: textAt(credentials[0], 'id'),
    ...(await accountThings(ask, tag)),
    ...(await invited(ask, tag, means)),
    invoiceId: (await means.putInvoice?.(accountId)) ?? 'inv_none',
  }
  await must(ask('POST', `/tenants/${ids.tenantId}/credentials`, { body: { role: 'consume' } }))
  await writeRecords(ask, ids)
  await means.putGroup?.({ ids, ask, prefix: `${ids.tenantId}.` }, names.groupName)
  const marks = [...Object.values(ids), email, tag].filter((text) => !text.endsWith('_none'))
  return { token, accountId, email, prefix: `${ids.tenantId}.`, ids, marks, ask }
}

/** With several tokens in turn, as one of them may ask only so often. */
async function asOwner(anyone: Ask, token: string): Promise<Ask> {
  const tokens = [token]
  for (let n = 1; n < OWNER_TOKENS; n++) {
    const body = { name: `owner ${n}`, role: 'owner' }
    const made = await must(anyone('POST', '/account/tokens', { token, body }))
    tokens.push(textAt(made.json, 'token'))
  }
  let turn = 0
  return (method, path, asked = {}) => {
    turn = (turn + 1) % OWNER_TOKENS
    return anyone(method, path, { token: tokens[turn] ?? token, ...asked })
  }
}

async function newTenant(ask: Ask, tag: string) {
  const topics = ['orders', 'more'].map((name) => ({ name: `${tag}-${name}`, partitions: 1 }))
  const body = { name: tag, plan: 'basic-0', topics }
  const made = await must(ask('POST', '/tenants', { body }))
  await must(ask('POST', '/tenants', { body: { name: `${tag}-b`, plan: 'trial' } }))
  await operationDone(ask, made)
  return { tenantId: idOf(made), operationId: textAt(made.json, 'operationId') }
}

async function accountThings(ask: Ask, tag: string) {
  const spare = { name: `${tag}-spare`, role: 'viewer' }
  const token = await must(ask('POST', '/account/tokens', { body: spare }))
  const url = `https://hooks.example.com/${tag}`
  // Of nothing that happens here: only what is sent on purpose is delivered.
  const events = ['limit.*']
  const webhook = await must(ask('POST', '/account/webhooks', { body: { url, events } }))
  await must(ask('POST', '/account/webhooks', { body: { url: `${url}/b`, events } }))
  const test = `/account/webhooks/${idOf(webhook)}/test`
  const [delivery] = [await must(ask('POST', test)), await must(ask('POST', test))]
  return { tokenId: idOf(token), webhookId: idOf(webhook), deliveryId: idOf(delivery) }
}

/** Somebody who is invited is a member that may be removed; only where no mail leaves for a stranger. */
async function invited(ask: Ask, tag: string, { mailTo }: Means) {
  if (mailTo === undefined) return {}
  const body = { email: `${tag}@example.com`, role: 'viewer' }
  return { memberId: idOf(await must(ask('POST', '/account/members', { body }))) }
}

async function writeRecords(ask: Ask, { tenantId, topicName }: Ids): Promise<void> {
  const body = { records: [{ value: `${topicName} 1` }, { value: `${topicName} 2` }] }
  await must(ask('POST', `/tenants/${tenantId}/topics/${topicName}/records`, { body }))
}

/** Waits for the operation of a 202 to end; an operation that failed has ended, too. */
export async function operationDone(ask: Ask, { json, headers }: Answer): Promise<string> {
  const named = textAt(json, 'operationId') || (headers['location'] ?? '').split('/').at(-1)
  for (let tries = 0; tries < OPERATION_TRIES; tries++) {
    const { json: now } = await must(ask('GET', `/operations/${named}?waitSeconds=20`))
    if (textAt(now, 'state') !== 'pending') return textAt(now, 'state')
  }
  return 'pending'
}

/** The answer when it is a success, or a failure that quotes it. */
export async function must(asked: Promise<Answer>): Promise<Answer> {
  const answer = await asked
  if (answer.status < 300) return answer
  throw new Error(`The attacks cannot be set up: ${answer.status} ${answer.text}`)
}

export function idOf({ json }: Answer): string {
  return textAt(json, 'id')
}
