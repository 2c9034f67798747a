import { randomBytes } from 'node:crypto'
import { type Ask, itemsOf, textAt } from '../http/answer.ts'
import { must } from '../parties/party.ts'
import { inviteText, newMember, newPerson, type Person } from '../parties/person.ts'
import { done, heldWord, type RestAttack, wordOf } from '../rest-attack.ts'
import type { World } from '../world.ts'
import { AT_ONCE, atOnce } from './at-once.ts'

/** What works once, or for one, used by many at once. Needs the mails of the installation. */
export async function workOnce(world: World): Promise<RestAttack[]> {
  if (world.means.mailTo === undefined) return []
  return [
    ...invitations(world),
    codes(world, await newPerson(world, 'guessed')),
    signUpAtOnce(world),
    await lastOwners(world),
    ...claims(world),
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
      name: 'somebody’s open invitation, with the signature of one’s own',
      attack: async () => {
        const [kind, , , ...signature] = (await inviteText(world, attacker)).text.split('_')
        const [account, id] = [victim.accountId, victim.ids['memberId'] ?? ''].map((each) =>
          each.slice('acc_'.length),
        )
        return wordOf(await accept([kind, account, id, ...signature].join('_')), ['422 invalid'])
      },
    },
    {
      ...about,
      name: 'one’s own invitation for another account',
      attack: async () => {
        const [, , id, ...signature] = (await inviteText(world, attacker)).text.split('_')
        const account = victim.accountId.slice('acc_'.length)
        return wordOf(await accept(['hgi', account, id, ...signature].join('_')), ['422 invalid'])
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
function codes({ ask, means, keyring }: World, person: Person): RestAttack {
  const confirm = (code: string, password: string) =>
    ask('POST', '/password-resets/confirm', { body: { email: person.email, code, password } })
  const sendCode = async () => {
    await must(ask('POST', '/password-resets', { body: { email: person.email } }))
    const code = (await means.mailTo?.(person.email))?.code ?? ''
    keyring.add('code', code)
    return code
  }
  return {
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
  }
}

/** One code, one account. */
function signUpAtOnce({ ask, means, keyring }: World): RestAttack {
  const confirmed = async (times: number) => {
    const email = `twin-${randomBytes(6).toString('hex')}@example.com`
    const password = `correct horse ${randomBytes(9).toString('hex')}`
    await must(ask('POST', '/signup', { body: { email, password, accountName: 'twin' } }))
    const code = (await means.mailTo?.(email))?.code ?? ''
    keyring.add('code', code)
    const confirm = () => ask('POST', '/signup/confirm', { body: { email, code } })
    return await Promise.all(Array.from({ length: times }, confirm))
  }
  return {
    family: 'people',
    name: 'a sign-up that is confirmed many times at once',
    control: { kind: 'harmless' },
    attack: async () => {
      const answers = await confirmed(AT_ONCE)
      const won = answers.filter(({ status }) => status === 200)
      const accounts = new Set(won.map(({ json }) => textAt(json, 'accountId')))
      const broken = answers.find(({ status }) => status >= 500)
      return heldWord(accounts.size === 1 && !broken, `${accounts.size} ${broken?.text ?? ''}`)
    },
    controlled: async () => (await confirmed(1)).map((answer) => done(answer)).join(),
  }
}

/** Two owners who take the role from each other at the same moment: one stays. */
async function lastOwners(world: World): Promise<RestAttack> {
  const { ask, keyring } = world
  const first = await newPerson(world, 'first')
  const token = (await first.logIn()).accessToken
  const by: Ask = (method, path, asked = {}) => ask(method, path, { token, ...asked })
  const [own] = itemsOf(await must(by('GET', '/account/members')))
  const second = await newMember(world, { ask: by }, 'owner')
  const other = (await second.logIn()).accessToken
  keyring.add('accessToken', other)
  const demote = (id: string, as: string) =>
    ask('PATCH', `/account/members/${id}`, { token: as, body: { role: 'viewer' } })
  const owners = async () =>
    itemsOf(await must(by('GET', '/account/members'))).filter((m) => textAt(m, 'role') === 'owner')
  return {
    family: 'people',
    name: 'two last owners who demote each other at once',
    control: { kind: 'owner' },
    attack: async () => {
      await Promise.all([demote(second.id, token), demote(textAt(own, 'id'), other)])
      return heldWord((await owners()).length === 1, `${(await owners()).length} owners`)
    },
    controlled: async () => done(await by('GET', '/account/members')),
  }
}

/** One secret, one operator. */
function claims({ ask, means }: World): RestAttack[] {
  const { bootstrapSecret: secret, operatorToken: token } = means
  if (secret === undefined || token === undefined) return []
  const claim = () => ask('POST', '/operator/claim', { body: { secret, name: 'Ann' } })
  return [
    {
      family: 'people',
      name: 'the bootstrap secret many times at once',
      control: { kind: 'administrator' },
      attack: async () => {
        const won = (await atOnce(claim)).filter(({ status }) => status === 201).length
        return heldWord(won === 1, `${won} operators`)
      },
      controlled: async () => done(await ask('GET', '/operator/operators', { token })),
    },
  ]
}
