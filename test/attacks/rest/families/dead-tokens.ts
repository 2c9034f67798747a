import { createHmac, generateKeyPairSync, sign } from 'node:crypto'
import type { Answer } from '../http/answer.ts'
import { textAt } from '../http/answer.ts'
import { must } from '../parties/party.ts'
import { done, type RestAttack, wholeWordOf } from '../rest-attack.ts'
import type { World } from '../world.ts'

const NO = ['401 unauthenticated']
const EXPIRES_SECONDS = 60

/** Tokens that were good once, that are nearly good, and that somebody made. */
export async function deadTokens(world: World): Promise<RestAttack[]> {
  const { victim, attacker, ask } = world
  const path = `/tenants/${victim.ids['tenantId']}`
  const attack = (name: string, token: string): RestAttack => ({
    family: 'tokens',
    name,
    control: { kind: 'owner' },
    attack: async () => wholeWordOf(await ask('GET', path, { token }), NO),
    missing: async () => wholeWordOf(await ask('GET', path, { token: nonsense(token) }), NO),
    controlled: async () => done(await victim.ask('GET', path)),
  })
  return [
    attack('a token that was revoked', await revoked(world)),
    ...(await expired(world)).map((token) => attack('a token that expired', token)),
    attack(
      'the attacker’s token under the victim’s account',
      swapped(attacker.token, victim.token),
    ),
    attack('a token with another signature', resigned(victim.token)),
    attack('a token with a character more', `${victim.token}A`),
    attack('the token’s id as an operator', operatorLike(victim.token)),
    attack('a cursor’s seal as a signature', await sealed(world)),
    ...forgedSessions(victim.accountId).map(([name, token]) => attack(name, token)),
  ]
}

async function revoked({ victim }: World): Promise<string> {
  const { json } = await newToken(victim.ask, {})
  await must(victim.ask('DELETE', `/account/tokens/${textAt(json, 'id')}`))
  return textAt(json, 'token')
}

async function expired({ victim, means }: World): Promise<string[]> {
  if (means.pass === undefined) return []
  const { json } = await newToken(victim.ask, { expiresInSeconds: EXPIRES_SECONDS })
  means.pass((EXPIRES_SECONDS + 1) * 1_000)
  return [textAt(json, 'token')]
}

function newToken(ask: World['ask'], more: object): Promise<Answer> {
  return must(ask('POST', '/account/tokens', { body: { name: 'short', role: 'owner', ...more } }))
}

/** As long, of the same kind, and nobody’s. */
function nonsense(token: string): string {
  const [kind = '', rest = ''] = [token.slice(0, 4), token.slice(4)]
  return kind + rest.replaceAll(/[a-z0-9]/g, 'a')
}

function partsOf(token: string): readonly string[] {
  return /^(hgt)_([a-z0-9]{20})_([a-z0-9]{20})_(.{43})$/.exec(token)?.slice(1) ?? []
}

function swapped(own: string, theirs: string): string {
  const [kind, , id, signature] = partsOf(own)
  return [kind, partsOf(theirs)[1], id, signature].join('_')
}

function resigned(token: string): string {
  const [kind, account, id = ''] = partsOf(token)
  const signature = createHmac('sha256', 'headgate').update(`tok_${id}`).digest('base64url')
  return [kind, account, id, signature].join('_')
}

function operatorLike(token: string): string {
  const [, , id, signature] = partsOf(token)
  return ['hgo', id, signature].join('_')
}

/** What else is signed under the same pepper. */
async function sealed({ attacker, victim }: World): Promise<string> {
  const cursor = textAt((await attacker.ask('GET', '/tenants?limit=1')).json, 'nextCursor')
  const [kind, account, id] = partsOf(victim.token)
  return [kind, account, id, cursor.slice(0, 22).padEnd(43, 'A')].join('_')
}

/** JSON Web Tokens that name the account: unsigned, signed with another key, or with the name of the algorithm changed. */
function forgedSessions(subject: string): [string, string][] {
  const part = (value: unknown) => Buffer.from(JSON.stringify(value)).toString('base64url')
  const now = Math.floor(Date.now() / 1_000)
  const claims = part({
    sub: subject,
    iss: 'https://headgate.local',
    aud: 'headgate',
    client_id: 'headgate',
    token_use: 'access',
    iat: now,
    exp: now + 3_600,
  })
  const { privateKey } = generateKeyPairSync('rsa', { modulusLength: 2_048 })
  const rsa = (text: string) => sign('sha256', Buffer.from(text), privateKey).toString('base64url')
  const hmac = (text: string) => createHmac('sha256', 'headgate').update(text).digest('base64url')
  const made = (alg: string, signed: (text: string) => string, kid = 'k') => {
    const text = `${part({ alg, typ: 'JWT', kid })}.${claims}`
    return `${text}.${signed(text)}`
  }
  return [
    ['a session without a signature', made('none', () => '')],
    ['a session signed with another key', made('RS256', rsa)],
    ['a session signed with a public word', made('HS256', hmac)],
    ['a session whose key is a path', made('RS256', rsa, '../../keys/session-signing-key')],
  ]
}
