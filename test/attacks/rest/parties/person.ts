import { randomBytes } from 'node:crypto'
import { textAt } from '../http/answer.ts'
import { nameOf } from '../rest-attack.ts'
import type { World } from '../world.ts'
import { must, type Party } from './party.ts'

/** Somebody with a log-in, who may change their password. */
export interface Person {
  readonly email: string
  password: string
  logIn(): Promise<{ readonly accessToken: string; readonly refreshToken: string }>
}

type Means = Pick<World, 'ask' | 'means' | 'keyring'>

/** Signs somebody up, with an account of their own. */
export async function newPerson(world: Means, label: string): Promise<Person> {
  const { ask, means, keyring } = world
  const email = `${label}-${randomBytes(6).toString('hex')}@example.com`
  const password = `correct horse ${randomBytes(9).toString('hex')}`
  await must(ask('POST', '/signup', { body: { email, password, accountName: label } }))
  const code = (await means.mailTo?.(email))?.code ?? ''
  keyring.add('code', code)
  await must(ask('POST', '/signup/confirm', { body: { email, code } }))
  return personOf(world, email, password)
}

function personOf({ ask }: Pick<World, 'ask'>, email: string, password: string): Person {
  const person: Person = {
    email,
    password,
    async logIn() {
      const body = { email, password: person.password }
      const { json } = await must(ask('POST', '/sessions', { body }))
      return {
        accessToken: textAt(json, 'accessToken'),
        refreshToken: textAt(json, 'refreshToken'),
      }
    },
  }
  return person
}

/** The token of an owner, made with a session of theirs. */
export async function ownersToken({ ask }: Pick<World, 'ask'>, person: Person): Promise<string> {
  const { accessToken: token } = await person.logIn()
  const body = { name: 'attacks', role: 'owner' }
  return textAt((await must(ask('POST', '/account/tokens', { token, body }))).json, 'token')
}

/** Invites somebody by mail; answers with what the mail holds. */
export async function inviteText(
  { means, keyring }: World,
  { ask }: Pick<Party, 'ask'>,
  role: 'admin' | 'owner' = 'admin',
) {
  const email = `invited-${randomBytes(5).toString('hex')}@example.com`
  const made = await must(ask('POST', '/account/members', { body: { email, role } }))
  const mail = await means.mailTo?.(email)
  const [text = ''] = /hgi_[A-Za-z0-9_-]+/.exec(mail?.text ?? '') ?? []
  keyring.add('invitation', text)
  return { email, text, id: textAt(made.json, 'id') }
}

/** Somebody who has accepted. */
export async function newMember(
  world: World,
  party: Pick<Party, 'ask'>,
  role: 'admin' | 'owner' = 'admin',
): Promise<Person & { id: string }> {
  const { email, text, id } = await inviteText(world, party, role)
  const password = `staple ${randomBytes(9).toString('hex')}`
  const accepted = await world.ask('POST', '/invitations/accept', {
    body: { token: text, password },
  })
  if (accepted.status >= 300) throw new Error(`Nobody can be invited: ${nameOf(accepted)}`)
  return { ...personOf(world, email, password), id }
}
