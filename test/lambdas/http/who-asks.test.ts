import { beforeAll, describe, expect, it } from '@jest/globals'
import { createHmac, createPublicKey, generateKeyPairSync } from 'node:crypto'
import { calculateJwkThumbprint, exportJWK, importPKCS8, SignJWT } from 'jose'
import { tokenText } from '../../../core/account/token-text.ts'
import { AUDIENCE, ISSUER } from '../../core/account/account-world.ts'
import { OPERATOR_TOKEN, SIGNING_KEY_PEM } from '../parts.ts'
import type { Person } from '../person.ts'
import { refusalOf } from '../refusal.ts'
import { type Api, setup } from '../setup.ts'

const STRANGE_KEY_PEM: string = generateKeyPairSync('rsa', {
  modulusLength: 2048,
  publicKeyEncoding: { type: 'spki', format: 'pem' },
  privateKeyEncoding: { type: 'pkcs8', format: 'pem' },
}).privateKey

let api: Api
let ann: Person
let kid: string

beforeAll(async () => {
  api = await setup()
  ann = await api.person()
  kid = await calculateJwkThumbprint(await exportJWK(createPublicKey(SIGNING_KEY_PEM)), 'sha256')
})

interface Claims {
  readonly keyPem?: string
  readonly kid?: string
  readonly issuer?: string
  readonly audience?: string
  readonly use?: string
  readonly lifeSeconds?: number
  readonly subject?: string
}

const nowSeconds = () => Math.floor(Date.now() / 1_000)

/** An access token that is right but for what is said. */
async function session(wrong: Claims = {}): Promise<string> {
  const key = await importPKCS8(wrong.keyPem ?? SIGNING_KEY_PEM, 'RS256')
  return await new SignJWT({
    token_use: wrong.use ?? 'access',
    client_id: wrong.audience ?? AUDIENCE,
  })
    .setProtectedHeader({ alg: 'RS256', kid: wrong.kid ?? kid, typ: 'JWT' })
    .setIssuer(wrong.issuer ?? ISSUER)
    .setAudience(wrong.audience ?? AUDIENCE)
    .setSubject(wrong.subject ?? ann.subject)
    .setIssuedAt(nowSeconds() - 7_200)
    .setExpirationTime(nowSeconds() + (wrong.lifeSeconds ?? 3_600))
    .sign(key)
}

const base64url = (value: unknown) => Buffer.from(JSON.stringify(value)).toString('base64url')

/** Right claims under a header of the caller's choice. */
function handMade(header: object, sign: (text: string) => string): string {
  const claims = {
    iss: ISSUER,
    aud: AUDIENCE,
    client_id: AUDIENCE,
    sub: ann.subject,
    token_use: 'access',
    exp: nowSeconds() + 3_600,
  }
  const text = `${base64url(header)}.${base64url(claims)}`
  return `${text}.${sign(text)}`
}

function hmacUnderThePublicKey(text: string): string {
  const pem = createPublicKey(SIGNING_KEY_PEM).export({ type: 'spki', format: 'pem' })
  return createHmac('sha256', pem).update(text).digest('base64url')
}

/** Signature and payload of a good token, one sign of each changed. */
async function tampered(part: 1 | 2): Promise<string> {
  const parts = (await session()).split('.')
  const text = parts[part] ?? ''
  parts[part] = (text.startsWith('A') ? 'B' : 'A') + text.slice(1)
  return parts.join('.')
}

function withoutSignature(token: string): string {
  return token.slice(0, token.lastIndexOf('.') + 1)
}

const badTokens: readonly (readonly [string, () => string | Promise<string>])[] = [
  ['an expired session', () => session({ lifeSeconds: -60 })],
  [
    'a session signed by another key under our key’s name',
    () => session({ keyPem: STRANGE_KEY_PEM }),
  ],
  [
    'a session signed by another key under its own name',
    () => session({ keyPem: STRANGE_KEY_PEM, kid: 'other' }),
  ],
  ['a session of another issuer', () => session({ issuer: 'https://elsewhere.example' })],
  ['a session for another audience', () => session({ audience: 'elsewhere' })],
  ['an id token', () => session({ use: 'id' })],
  ['a session of nobody', () => session({ subject: 'nobody' })],
  ['a session whose payload was changed', () => tampered(1)],
  ['a session whose signature was changed', () => tampered(2)],
  ['a session without a signature', async () => withoutSignature(await session())],
  ['alg none without a signature', () => handMade({ alg: 'none', typ: 'JWT' }, () => '')],
  ['alg None under our key’s name', () => handMade({ alg: 'None', kid, typ: 'JWT' }, () => 'AAAA')],
  [
    'alg HS256 under the public key',
    () => handMade({ alg: 'HS256', kid, typ: 'JWT' }, hmacUnderThePublicKey),
  ],
  [
    'an API token with another signature',
    () => `${ann.token.slice(0, -1)}${ann.token.endsWith('A') ? 'B' : 'A'}`,
  ],
  ['an API token without its signature', () => ann.token.slice(0, -44)],
  ['an API token that nobody made', () => unmade()],
  ['an API token moved to another account', () => moved()],
  ['an API token that was revoked', () => revoked()],
  ['an operator’s token that is wrong', () => `${OPERATOR_TOKEN}x`],
  ['a token of 8,193 characters', () => 'a'.repeat(8_193)],
  ['the word undefined', () => 'undefined'],
]

/** Rightly signed, and not in the store. */
function unmade(): string {
  const tokenId = `tok_${'a'.repeat(20)}`
  return tokenText({ accountId: ann.accountId, tokenId, signature: api.parts.tokens.sign(tokenId) })
}

function moved(): string {
  return ann.token.replace(ann.accountId.slice(4), 'z'.repeat(20))
}

async function revoked(): Promise<string> {
  const token = await ann.tokenFor('viewer')
  const [, , id] = token.split('_')
  await ann.call('DELETE', `/account/tokens/tok_${id}`)
  return token
}

describe('Who asks', () => {
  it('is known by a session and by an API token', async () => {
    const token = await session()
    expect((await api.call('GET', '/account', { token })).status).toBe(200)
    expect((await ann.call('GET', '/account')).status).toBe(200)
  })

  it.each(badTokens)('is not known by %s', async (_, make) => {
    const answer = await api.call('GET', '/account', { token: await make() })
    expect(refusalOf(answer)).toMatchObject({ status: 401, code: 'unauthenticated', pointers: [] })
    expect(answer.headers['WWW-Authenticate']).toBe('Bearer')
  })

  it.each([
    ['none', undefined],
    ['an empty one', ''],
    ['a password', 'Basic YW5uOnNlY3JldA=='],
    ['a bearer of nothing', 'Bearer '],
    ['two tokens', 'Bearer a b'],
    ['two headers in one', 'Bearer a, Bearer b'],
  ])('is not known by an Authorization header like this: %s', async (_, authorization) => {
    const headers = authorization === undefined ? {} : { authorization }
    const answer = await api.call('GET', '/account', { headers })
    expect(refusalOf(answer)).toMatchObject({ status: 401, code: 'unauthenticated' })
  })

  it('is asked before anything else is looked at', async () => {
    const answer = await api.call('POST', '/tenants', { rawBody: '{' })
    expect(refusalOf(answer)).toMatchObject({ status: 401 })
  })
})

describe('Whoever may not', () => {
  it.each([
    ['viewer', 'POST', '/tenants'],
    ['viewer', 'POST', '/account/tokens'],
    ['viewer', 'GET', '/tenants/none/connection'],
    ['developer', 'DELETE', '/tenants/none'],
    ['developer', 'GET', '/account/audit-events'],
    ['owner', 'POST', '/operator/tenants/none/suspend'],
  ] as const)(
    'a %s, is refused %s %s, whether or not the thing is there',
    async (role, method, path) => {
      const answer = await api.call(method, path, { token: await ann.tokenFor(role) })
      expect(refusalOf(answer)).toMatchObject({ status: 403, code: 'forbidden' })
    },
  )

  it('an operator, has no account', async () => {
    const answer = await api.call('GET', '/account', { token: OPERATOR_TOKEN })
    expect(refusalOf(answer)).toMatchObject({ status: 404, code: 'not_found' })
  })
})
