import { randomBytes } from 'node:crypto'
import type { Answer } from '../http/answer.ts'
import type { Party } from '../parties/party.ts'
import { done, nameOf, type RestAttack } from '../rest-attack.ts'
import type { World } from '../world.ts'
import { ROWS } from './routes.ts'

interface Repeat {
  readonly operationId: string
  readonly path: (party: Party) => string
  readonly body: unknown
}

const name = () => `again-${randomBytes(4).toString('hex')}`

/** What leaves everything else as it is, made under a key. */
const REPEATS: readonly Repeat[] = [
  { operationId: 'createTenant', path: () => '/tenants', body: { name: name(), plan: 'trial' } },
  {
    operationId: 'createToken',
    path: () => '/account/tokens',
    body: { name: name(), role: 'viewer' },
  },
  {
    operationId: 'createWebhook',
    path: () => '/account/webhooks',
    body: { url: `https://hooks.example.com/${name()}` },
  },
  {
    operationId: 'createTopic',
    path: ({ ids }) => `/tenants/${ids['tenantId']}/topics`,
    body: { name: name(), partitions: 1 },
  },
  {
    operationId: 'createCredential',
    path: ({ ids }) => `/tenants/${ids['tenantId']}/credentials`,
    body: { role: 'consume' },
  },
]

/** The very request of the victim, with its Idempotency-Key, by the attacker: it gets a thing of its own, or nothing. */
export async function repeats(world: World): Promise<RestAttack[]> {
  const rows = new Set(ROWS.map(({ operationId }) => operationId))
  return await Promise.all(
    REPEATS.filter(({ operationId }) => rows.has(operationId)).map((each) => onRoute(world, each)),
  )
}

async function onRoute(world: World, { operationId, path, body }: Repeat): Promise<RestAttack> {
  const { victim, attacker, ask } = world
  const key = `key-${randomBytes(8).toString('hex')}`
  const send = (party: Party, to = path(party), token = party.token) =>
    ask('POST', to, { token, body, headers: { 'idempotency-key': key } })
  const first = await send(victim)
  return {
    family: 'repeats',
    name: `${operationId} under the victim’s key`,
    control: { kind: 'owner' },
    attack: async () => isOfOwn(await send(attacker), first),
    controlled: async () => {
      const again = await send(victim)
      return again.text === first.text ? done(again) : `REFUSED ${nameOf(again)} unlike the first`
    },
  }
}

/** A key of somebody else must be like one that nobody used: no replay, and no word of it. */
function isOfOwn(answer: Answer, first: Answer): string {
  const ids = [...first.text.matchAll(/"((?:[a-z]{2,3}_[a-z0-9]{20,}|hgt_\w+|whsec_\S+))"/g)]
  const shown = ids.some(([, id = '']) => answer.text.includes(id))
  const isLike = answer.status === first.status && answer.text !== first.text
  return isLike && !shown ? 'REFUSED a replay' : `replayed ${nameOf(answer)}`
}
