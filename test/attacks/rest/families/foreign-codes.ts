import { randomBytes } from 'node:crypto'
import { must } from '../parties/party.ts'
import { newPerson } from '../parties/person.ts'
import { done, type RestAttack, wordOf } from '../rest-attack.ts'
import type { World } from '../world.ts'
import { once } from './routes.ts'

const NO = ['422 invalid']
const PASSWORD = 'staple of another kind'

/** Ways to write an address that a careless reader takes for the same one. */
const SPELLINGS: readonly (readonly [string, (email: string) => string])[] = [
  ['in capitals', (email) => email.toUpperCase()],
  ['with spaces around', (email) => ` ${email} `],
]
const OTHER_ADDRESSES: readonly (readonly [string, (email: string) => string])[] = [
  ['with a sign of kelvin', (email) => `\u212a${email}`],
  ['with a dotless i', (email) => `\u0131${email}`],
  ['with a wide letter', (email) => `\uff41${email}`],
  ['with an accent that is a character of its own', (email) => email.replace('@', '\u0301@')],
  ['with a NUL', (email) => `${email}\u0000`],
  ['with another behind it', (email) => `${email},eve@example.com`],
  ['with a line end and another', (email) => `${email}\r\nBcc: eve@example.com`],
  ['in brackets', (email) => `Eve <${email}>`],
  ['as a list', (email) => `${email} eve@example.com`],
]

/** Codes that were sent to oneself, used for somebody else. Needs the mails of the installation. */
export async function foreignCodes(world: World): Promise<RestAttack[]> {
  if (world.means.mailTo === undefined) return []
  const person = await newPerson(world, 'coded')
  return [
    ...[['as it is', (email: string) => email] as const, ...SPELLINGS].map(([how, spell]) =>
      resetting(world, person.email, how, spell),
    ),
    signingUp(world),
    ...otherAddresses(world),
  ]
}

async function codeOf({ means, keyring }: World, email: string): Promise<string> {
  const code = (await means.mailTo?.(email))?.code ?? ''
  keyring.add('code', code)
  return code
}

/** With a code of one's own that is good. */
function resetting(
  world: World,
  own: string,
  how: string,
  spell: (email: string) => string,
): RestAttack {
  const { ask, victim } = world
  const confirm = async (email: string) => {
    await must(ask('POST', '/password-resets', { body: { email: own } }))
    const body = { email, code: await codeOf(world, own), password: PASSWORD }
    return await ask('POST', '/password-resets/confirm', { body })
  }
  return {
    family: 'people',
    name: `a code of one’s own for somebody else’s password, the address written ${how}`,
    control: { kind: 'harmless' },
    attack: async () => wordOf(await confirm(spell(victim.email)), NO),
    controlled: async () => done(await confirm(spell(own))),
  }
}

/** Somebody signs up with the address of another, and confirms with a code that came to their own. */
function signingUp(world: World): RestAttack {
  const { ask } = world
  const begun = async () => {
    const email = `begun-${randomBytes(6).toString('hex')}@example.com`
    const password = `correct horse ${randomBytes(9).toString('hex')}`
    await must(ask('POST', '/signup', { body: { email, password, accountName: 'begun' } }))
    return email
  }
  const confirm = async (email: string, code: string) =>
    ask('POST', '/signup/confirm', { body: { email, code } })
  return {
    family: 'people',
    name: 'a code of one’s own for somebody else’s sign-up',
    control: { kind: 'harmless' },
    attack: async () => {
      const [own, theirs] = [await begun(), await begun()]
      return wordOf(await confirm(theirs, await codeOf(world, own)), NO)
    },
    controlled: async () => {
      const own = await begun()
      return done(await confirm(own, await codeOf(world, own)))
    },
  }
}

/** No mail goes to an address that is not written plainly, and nobody has a log-in by it. */
function otherAddresses({ ask, victim }: World): RestAttack[] {
  const reset = (email: string) => ask('POST', '/password-resets', { body: { email } })
  const controlled = once(async () => done(await reset(victim.email)))
  return OTHER_ADDRESSES.map(([how, spell]) => ({
    family: 'people',
    name: `a new password for somebody whose address is written ${how}`,
    control: { kind: 'owner' },
    attack: async () => wordOf(await reset(spell(victim.email)), NO),
    controlled,
  }))
}
