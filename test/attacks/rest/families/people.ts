import { randomBytes } from 'node:crypto'
import { type Answer, textAt } from '../http/answer.ts'
import { must, type Party } from '../parties/party.ts'
import { newPerson, type Person, personOf } from '../parties/person.ts'
import { done, heldWord, nameOf, type RestAttack, wordOf } from '../rest-attack.ts'
import type { World } from '../world.ts'

const NO = ['401 unauthenticated']
const AT_ONCE = 6

/** Log-ins that are over, and what works once, used twice at once. Needs the mails of the installation. */
export async function people(world: World): Promise<RestAttack[]> {
  if (world.means.mailTo === undefined) return []
  const person = await newPerson(world, 'person')
  const invited = await newMember(world, world.attacker)
  return [
    ...sessions(world, person),
    ...(await demoted(world, invited)),
    ...invitations(world),
    ...codes(world, person),
    operatorClaim(world),
  ]
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

function invitations(world: World): RestAttack[] {
  const { ask, victim, attacker } = world
  const accept = (token: string) =>
    ask('POST', '/invitations/accept', { body: { token, password: 'staple of another kind' } })
  const about = {
    family: 'people',
    control: { kind: 'owner' } as const,
    controlled: async () => {
      const { logIn } = await newMember(world, victim)
      return (await logIn()).accessToken === '' ? 'REFUSED' : 'none'
    },
    // It makes a member.
    lateness: 60,
  }
  return [
    {
      ...about,
      name: 'one’s own invitation for another account',
      attack: async () => {
        const [, , id, signature] = (await inviteText(world, attacker)).text.split('_')
        const account = victim.accountId.slice('acc_'.length)
        return wordOf(await accept(['hgi', account, id, signature].join('_')), ['422 invalid'])
      },
    },
    {
      ...about,
      name: 'an invitation many times at once',
      attack: async () => {
        const { text } = await inviteText(world, attacker)
        const answers = await atOnce(() => accept(text))
        const ids = new Set(answers.filter(({ status }) => status === 200).map(({ text: t }) => t))
        const broken = answers.find(({ status }) => status >= 500)
        return heldWord(ids.size === 1 && broken === undefined, `${ids.size} ${broken?.text ?? ''}`)
      },
    },
  ]
}

/** Guesses at once: a code has five tries, whoever makes them. */
function codes({ ask, means, keyring }: World, person: Person): RestAttack[] {
  const confirm = (code: string, password: string) =>
    ask('POST', '/password-resets/confirm', { body: { email: person.email, code, password } })
  const sendCode = async () => {
    await must(ask('POST', '/password-resets', { body: { email: person.email } }))
    const code = (await means.mailTo?.(person.email))?.code ?? ''
    keyring.add('code', code)
    return code
  }
  return [
    {
      family: 'people',
      name: 'a right code after many wrong ones at once',
      control: { kind: 'owner' },
      attack: async () => {
        const code = await sendCode()
        const wrong = (n: number) => String((Number(code) + n + 1) % 1_000_000).padStart(6, '0')
        await atOnce((n) => confirm(wrong(n), 'staple of another kind'))
        return wordOf(await confirm(code, 'staple of another kind'), ['422 invalid'])
      },
      controlled: async () => done(await confirm(await sendCode(), person.password)),
    },
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

function atOnce(work: (n: number) => Promise<Answer>): Promise<Answer[]> {
  return Promise.all(Array.from({ length: AT_ONCE }, (_, n) => work(n)))
}

async function inviteText({ means, keyring }: World, { ask }: Party) {
  const email = `invited-${randomBytes(5).toString('hex')}@example.com`
  const made = await must(ask('POST', '/account/members', { body: { email, role: 'admin' } }))
  const mail = await means.mailTo?.(email)
  const [text = ''] = /hgi_[A-Za-z0-9_-]+/.exec(mail?.text ?? '') ?? []
  keyring.add('invitation', text)
  return { email, text, id: textAt(made.json, 'id') }
}

async function newMember(world: World, party: Party): Promise<Person & { id: string }> {
  const { email, text, id } = await inviteText(world, party)
  const password = `staple ${randomBytes(9).toString('hex')}`
  const accepted = await world.ask('POST', '/invitations/accept', {
    body: { token: text, password },
  })
  if (accepted.status >= 300) throw new Error(`Nobody can be invited: ${nameOf(accepted)}`)
  return { ...personOf(world, email, password), id }
}
