import { randomBytes } from 'node:crypto'
import { type Answer, itemsOf, textAt } from '../http/answer.ts'
import { idOf, must, operationDone, type Party } from '../parties/party.ts'
import { done, heldWord, type RestAttack } from '../rest-attack.ts'
import type { World } from '../world.ts'

const AT_ONCE = 12
/** Of the plan trial. */
const TRIAL_TOPICS = 5
const TRIAL_CREDENTIALS = 2
/** Of an account. */
const WEBHOOKS = 10

const fresh = () => randomBytes(4).toString('hex')
const times = <T>(count: number, work: (n: number) => Promise<T>): Promise<T[]> =>
  Promise.all(Array.from({ length: count }, (_, n) => work(n)))

/** Many at once, from several clients, where one after the other would be refused. */
export async function races(world: World): Promise<RestAttack[]> {
  const { attacker } = world
  const trial = await newTenant(attacker, 'trial')
  const busy = await newTenant(attacker, 'basic-0')
  return [
    raced(attacker, 'topics above the plan', async () => {
      const path = `/tenants/${trial}/topics`
      const add = () => attacker.ask('POST', path, { body: { name: `t${fresh()}` } })
      await times(AT_ONCE, add)
      await fill(attacker, path, TRIAL_TOPICS, add)
      return await atMost(attacker, path, TRIAL_TOPICS)
    }),
    raced(attacker, 'credentials above the plan', async () => {
      const path = `/tenants/${trial}/credentials`
      const add = () => attacker.ask('POST', path, { body: { role: 'consume' } })
      await times(AT_ONCE, add)
      await fill(attacker, path, TRIAL_CREDENTIALS, add)
      return await atMost(attacker, path, TRIAL_CREDENTIALS)
    }),
    raced(attacker, 'webhooks above the account’s', async () => {
      const path = '/account/webhooks'
      const body = { url: `https://hooks.example.com/${fresh()}` }
      const add = () => attacker.ask('POST', path, { body })
      const answers = await times(AT_ONCE, add)
      const later = await fill(attacker, path, WEBHOOKS, add)
      const word = await atMost(attacker, path, WEBHOOKS)
      await removeAll(attacker, [...answers, ...later])
      return word
    }),
    raced(attacker, 'one name for many tenants', async () => {
      const body = { name: `twin-${fresh()}`, plan: 'trial' }
      const answers = await times(AT_ONCE, () => attacker.ask('POST', '/tenants', { body }))
      return one(answers, 202)
    }),
    raced(attacker, 'one key for many tenants', async () => {
      const key = { 'idempotency-key': fresh() }
      const body = { name: `key-${fresh()}`, plan: 'trial' }
      const answers = await times(AT_ONCE, () =>
        attacker.ask('POST', '/tenants', { body, headers: key }),
      )
      const ids = new Set(answers.filter(({ status }) => status === 202).map(idOf))
      return heldWord(ids.size === 1, `${ids.size} tenants`)
    }),
    raced(attacker, 'rotations of one credential', () => rotations(attacker, busy)),
    raced(attacker, 'everything of a tenant at once', () => everything(attacker, busy)),
  ]
}

function raced({ ask }: Party, name: string, attack: () => Promise<string>): RestAttack {
  return {
    family: 'races',
    name,
    control: { kind: 'harmless' },
    attack,
    controlled: async () =>
      done(await ask('POST', '/account/tokens', { body: { name: 'one', role: 'viewer' } })),
  }
}

async function newTenant({ ask }: Party, plan: string): Promise<string> {
  const made = await must(ask('POST', '/tenants', { body: { name: `race-${fresh()}`, plan } }))
  await operationDone(ask, made)
  return idOf(made)
}

async function countOf({ ask }: Party, path: string): Promise<number> {
  return itemsOf(await must(ask('GET', `${path}?limit=100`))).length
}

/** Whoever loses a race too often gives up, and all may: one after the other then adds what still fits. */
async function fill(party: Party, path: string, limit: number, add: () => Promise<Answer>) {
  const answers: Answer[] = []
  for (let free = limit - (await countOf(party, path)); free > 0; free -= 1)
    answers.push(await must(add()))
  return answers
}

async function atMost(party: Party, path: string, limit: number): Promise<string> {
  const length = await countOf(party, path)
  return heldWord(length === limit, `${length} where ${limit} fit`)
}

function one(answers: readonly Answer[], status: number): string {
  const won = answers.filter((answer) => answer.status === status).length
  const broken = answers.find((answer) => answer.status >= 500)
  return heldWord(won === 1 && broken === undefined, `${won} won, ${broken?.text ?? ''}`)
}

async function removeAll({ ask }: Party, answers: readonly Answer[]): Promise<void> {
  for (const made of answers.filter(({ status }) => status === 201))
    await must(ask('DELETE', `/account/webhooks/${idOf(made)}`))
}

/** At most two live in a chain, however many ask for a successor. */
async function rotations({ ask }: Party, tenantId: string): Promise<string> {
  const path = `/tenants/${tenantId}/credentials`
  const [first] = itemsOf(await must(ask('GET', path)))
  const rotate = `${path}/${textAt(first, 'id')}/rotate`
  const answers = await times(AT_ONCE, () => ask('POST', rotate, { body: { graceSeconds: 60 } }))
  for (const answer of answers.filter(({ status }) => status === 202))
    await operationDone(ask, answer)
  return one(answers, 202)
}

/** Two clients that want everything and its opposite: it ends in one state, with every operation at its end. */
async function everything({ ask }: Party, tenantId: string): Promise<string> {
  const path = `/tenants/${tenantId}`
  const wishes: [string, string, unknown?][] = [
    ['DELETE', path],
    ['POST', `${path}/restore`],
    ['PATCH', path, { plan: 'basic-1' }],
    ['PATCH', path, { plan: 'basic-0' }],
    ['POST', `${path}/topics`, { name: `r${fresh()}` }],
    ['POST', `${path}/credentials`, { role: 'consume' }],
    ['POST', `${path}/restore`],
  ]
  const both = [...wishes, ...wishes.toReversed()]
  const answers = await Promise.all(
    both.map(([method, to, body]) => ask(method, to, body === undefined ? {} : { body })),
  )
  const last = await ask('POST', `${path}/restore`)
  const ends: string[] = []
  for (const answer of [...answers, last].filter(({ status }) => status === 202))
    ends.push(await operationDone(ask, answer))
  const { json } = await must(ask('GET', path))
  const broken = [...answers, last].find(({ status }) => status >= 500)
  const isWhole = !ends.includes('pending') && textAt(json, 'state') === 'active'
  const told = `${broken?.text ?? ''} ${textAt(json, 'state')} ${ends.join()}`
  return heldWord(isWhole && broken === undefined && settled(json), told)
}

function settled(tenant: unknown): boolean {
  const { generation, observedGeneration } = Object(tenant)
  return generation === observedGeneration
}
