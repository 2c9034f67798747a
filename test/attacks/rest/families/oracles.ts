import { randomBytes } from 'node:crypto'
import type { Answer, Ask } from '../http/answer.ts'
import { done, type RestAttack, wholeWordOf } from '../rest-attack.ts'
import type { World } from '../world.ts'

interface Question {
  readonly name: string
  readonly path: string
  body(email: string): unknown
  /** What it says to everybody. */
  readonly said: string
}

const QUESTIONS: readonly Question[] = [
  {
    name: 'logging in',
    path: '/sessions',
    body: (email) => ({ email, password: 'not the right password' }),
    said: '401 unauthenticated',
  },
  {
    name: 'confirming a sign-up',
    path: '/signup/confirm',
    body: (email) => ({ email, code: '000000' }),
    said: '422 invalid',
  },
  {
    name: 'asking for a new password',
    path: '/password-resets',
    body: (email) => ({ email }),
    said: '204',
  },
  {
    name: 'setting a new password',
    path: '/password-resets/confirm',
    body: (email) => ({ email, code: '000000', password: 'staple of another kind' }),
    said: '422 invalid',
  },
]

export const nobodysEmail = () => `nobody-${randomBytes(6).toString('hex')}@example.com`

/** Whether somebody has a log-in is told to nobody: the same status, words and headers for an address that nobody has. */
export async function oracles(world: World): Promise<RestAttack[]> {
  const { ask, victim, means } = world
  // Codes would be sent to people.
  if (means.mailTo === undefined) return []
  const controlled = async () => done(await victim.ask('GET', '/account/members'))
  const told = QUESTIONS.map(({ name, path, body, said }) => {
    const word = async (email: string) =>
      wholeWordOf(await ask('POST', path, { body: body(email) }), [said])
    return {
      family: 'oracles',
      name,
      control: { kind: 'owner' } as const,
      attack: () => word(victim.email),
      missing: () => word(nobodysEmail()),
      controlled,
    }
  })
  return [...told, signingUp(ask, victim.email, controlled), inviting(world, controlled)]
}

/** Its answer names an operation that is new each time; all else must be alike. */
function signingUp(ask: Ask, known: string, controlled: () => Promise<string>): RestAttack {
  const word = async (email: string) => {
    const body = { email, password: 'correct horse battery', accountName: 'Acme' }
    return wholeWordOf(withoutNew(await ask('POST', '/signup', { body })), ['202'])
  }
  return {
    family: 'oracles',
    name: 'signing up',
    control: { kind: 'owner' },
    attack: () => word(known),
    missing: () => word(nobodysEmail()),
    controlled,
  }
}

/** Somebody of another account, invited into one’s own. */
function inviting({ attacker, victim }: World, controlled: () => Promise<string>): RestAttack {
  const word = async (email: string) => {
    const answer = await attacker.ask('POST', '/account/members', {
      body: { email, role: 'viewer' },
    })
    return wholeWordOf(withoutNew(answer, email), ['201'])
  }
  return {
    family: 'oracles',
    name: 'inviting',
    control: { kind: 'owner' },
    attack: () => word(victim.email),
    missing: () => word(nobodysEmail()),
    controlled,
  }
}

function withoutNew(answer: Answer, email = ''): Answer {
  const plain = (text: string) =>
    text
      .replaceAll(/(?:op|mem)_[a-z0-9]{20}/g, 'new')
      .replaceAll(/\d{4}-\d\d-\d\dT[\d:.]+Z/g, 'now')
      .replaceAll(email || 'nothing to replace', 'somebody')
  const headers = Object.entries(answer.headers).map(([name, value]) => [name, plain(value)])
  return {
    ...answer,
    text: plain(answer.text),
    headers: { ...Object.fromEntries(headers), 'content-length': '' },
  }
}
