import { randomBytes } from 'node:crypto'
import type { Answer } from '../http/answer.ts'
import { textAt } from '../http/answer.ts'
import { idOf, must, operationDone } from '../parties/party.ts'
import { heldWord, nameOf, type RestAttack, wordOf } from '../rest-attack.ts'
import type { World } from '../world.ts'

const TOPIC = 'held'

/** A tenant of the attacker that an operator has suspended: nothing its owner does brings it back. */
export async function held(world: World): Promise<RestAttack[]> {
  const { attacker, ask, means } = world
  const token = means.operatorToken
  if (token === undefined) return []
  const body = { name: `held-${randomBytes(4).toString('hex')}`, plan: 'basic-0' }
  const topics = [{ name: TOPIC, partitions: 1 }]
  const made = await must(attacker.ask('POST', '/tenants', { body: { ...body, topics } }))
  await operationDone(attacker.ask, made)
  const path = `/tenants/${idOf(made)}`
  const credentials = (await must(attacker.ask('GET', `${path}/credentials`))).json
  const [, credentialId] = /"id":"(crd_[a-z0-9]+)"/.exec(JSON.stringify(credentials)) ?? []
  const suspended = await must(ask('POST', `/operator${path}/suspend`, { token }))
  await operationDone((method, to) => ask(method, to, { token }), suspended)
  return [
    ...changes(world, path, credentialId ?? ''),
    ...data(world, path),
    {
      ...about(world, path, token),
      name: 'reaching for the operator’s own verb',
      attack: async () =>
        wordOf(await attacker.ask('POST', `/operator${path}/resume`), ['403 forbidden']),
    },
  ]
}

function about({ attacker, ask }: World, path: string, token: string) {
  return {
    family: 'held tenants',
    control: { kind: 'administrator' } as const,
    controlled: async () => {
      await ask('POST', `/operator${path}/resume`, { token })
      return (await stateOf(attacker.ask, path)) === 'active' ? 'none' : 'REFUSED: still suspended'
    },
    lateness: 50,
  }
}

/** Everything that an owner may ask for; whatever the answer, it stays suspended. */
function changes(world: World, path: string, credentialId: string): RestAttack[] {
  const { attacker, means } = world
  const tries: [string, string, string, unknown?][] = [
    ['asking for another plan', 'PATCH', path, { plan: 'basic-1' }],
    ['renaming it', 'PATCH', path, { name: `free-${randomBytes(4).toString('hex')}` }],
    ['trying again', 'POST', `${path}/retry`],
    ['a new credential', 'POST', `${path}/credentials`, { role: 'readwrite' }],
    ['a rotation', 'POST', `${path}/credentials/${credentialId}/rotate`, { graceSeconds: 0 }],
    ['a new topic', 'POST', `${path}/topics`, { name: 'another' }],
    ['deleting it', 'DELETE', path],
    ['restoring it', 'POST', `${path}/restore`],
  ]
  return tries.map(([name, method, to, body]) => ({
    ...about(world, path, means.operatorToken ?? ''),
    name,
    attack: async () => {
      const answer = await attacker.ask(method, to, body === undefined ? {} : { body })
      if (answer.status === 202) await operationDone(attacker.ask, answer)
      return await stillHeld(attacker.ask, path, answer)
    },
  }))
}

async function stillHeld(ask: World['ask'], path: string, answer: Answer): Promise<string> {
  if (answer.status >= 500) return nameOf(answer)
  const { json } = await must(ask('GET', path))
  const holds = JSON.stringify(Reflect.get(Object(json), 'holds'))
  return heldWord(holds.includes('"operator"') && textAt(json, 'state') !== 'active', holds)
}

function data(world: World, path: string): RestAttack[] {
  const { attacker, means } = world
  const records = `${path}/topics/${TOPIC}/records`
  const tries: [string, string, unknown?][] = [
    ['writing a record', 'POST', { records: [{ value: 'let me in' }] }],
    ['reading records', 'GET'],
  ]
  return tries.map(([name, method, body]) => ({
    ...about(world, path, means.operatorToken ?? ''),
    name,
    attack: async () => {
      const answer = await attacker.ask(method, records, body === undefined ? {} : { body })
      return wordOf(answer, ['409 conflict', '403 forbidden'])
    },
  }))
}

async function stateOf(ask: World['ask'], path: string): Promise<string> {
  const { json } = await must(ask('GET', path))
  const operation = textAt(json, 'operationId')
  if (operation !== '') await operationDone(ask, await ask('GET', path))
  return textAt((await must(ask('GET', path))).json, 'state')
}
