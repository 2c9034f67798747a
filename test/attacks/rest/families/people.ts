import { randomBytes } from 'node:crypto'
import { type Answer, textAt } from '../http/answer.ts'
import { must } from '../parties/party.ts'
import { newMember, newPerson, type Person } from '../parties/person.ts'
import { done, heldWord, type RestAttack, wordOf } from '../rest-attack.ts'
import type { World } from '../world.ts'
import { atOnce } from './at-once.ts'

const NO = ['401 unauthenticated']

/** Log-ins that are over. Needs the mails of the installation. */
export async function people(world: World): Promise<RestAttack[]> {
  if (world.means.mailTo === undefined) return []
  const person = await newPerson(world, 'person')
  const invited = await newMember(world, world.attacker)
  return [...sessions(world, person), ...(await demoted(world, invited)), operatorClaim(world)]
}

function sessions(world: World, person: Person): RestAttack[] {
  const { ask } = world
  const read = (token: string) => ask('GET', '/account', { token })
  const refresh = (refreshToken: string) =>
    ask('POST', '/sessions/refresh', { body: { refreshToken } })
  const over = (name: string, attack: () => Promise<Answer>): RestAttack => ({
    family: 'people',
    name,
    control: { kind: 'owner' },
    attack: async () => wordOf(await attack(), NO),
    controlled: async () => done(await read((await person.logIn()).accessToken)),
  })
  return [
    over('a session that was ended', async () => {
      const { accessToken: token } = await person.logIn()
      await must(ask('DELETE', '/sessions/current', { token }))
      return await read(token)
    }),
    over('the refresh token of a session that was ended', async () => {
      const { accessToken: token, refreshToken } = await person.logIn()
      await must(ask('DELETE', '/sessions/current', { token }))
      return await refresh(refreshToken)
    }),
    over('a session from before the password was changed', async () => {
      const [old, { accessToken: token }] = [await person.logIn(), await person.logIn()]
      const newPassword = `staple ${randomBytes(9).toString('hex')}`
      const body = { password: person.password, newPassword }
      await must(ask('POST', '/account/password', { token, body }))
      person.password = newPassword
      return await read(old.accessToken)
    }),
    over('a refresh token as an access token', async () =>
      read((await person.logIn()).refreshToken),
    ),
    {
      ...over('', () => read('')),
      name: 'a refresh token many times at once',
      attack: async () => {
        const { refreshToken } = await person.logIn()
        const answers = await atOnce(() => refresh(refreshToken))
        const won = answers.filter(({ status }) => status === 200).length
        return heldWord(won === 1, `${won} sessions`)
      },
    },
  ]
}

/** A member who was an admin a moment ago, with a session and a token of that time; then one who is a member no more. */
async function demoted(world: World, member: Person & { id: string }): Promise<RestAttack[]> {
  const { ask, attacker } = world
  const { accessToken: token } = await member.logIn()
  const wanted = { name: 'of an admin', role: 'admin' }
  const made = await must(ask('POST', '/account/tokens', { token, body: wanted }))
  const path = `/account/members/${member.id}`
  const trail = (by: string) => ask('GET', '/account/audit-events?limit=1', { token: by })
  const about = {
    family: 'people',
    control: { kind: 'owner' } as const,
    controlled: async () => done(await trail(attacker.token)),
  }
  const attack = (name: string, before: () => Promise<unknown>, by: string, no: string) => ({
    ...about,
    name,
    attack: async () => {
      await before()
      return wordOf(await trail(by), [no])
    },
  })
  const demote = () => attacker.ask('PATCH', path, { body: { role: 'viewer' } })
  const remove = () => attacker.ask('DELETE', path)
  const apiToken = textAt(made.json, 'token')
  return [
    attack('a session of somebody with a lower role now', demote, token, '403 forbidden'),
    attack('an API token made with a higher role', demote, apiToken, '401 unauthenticated'),
    attack('a session of somebody who was removed', remove, token, '401 unauthenticated'),
    attack('an API token of somebody who was removed', remove, apiToken, '401 unauthenticated'),
  ]
}

function operatorClaim({ ask, attacker }: World): RestAttack {
  const claim = (secret: string) =>
    ask('POST', '/operator/claim', { body: { secret, name: 'Eve' } })
  return {
    family: 'people',
    name: 'becoming an operator with a token of an account',
    control: { kind: 'nobody', because: 'The secret works once, and is its operator’s.' },
    attack: async () => wordOf(await claim(attacker.token), NO),
  }
}
