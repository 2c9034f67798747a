import { createHmac, createPrivateKey, generateKeyPairSync } from 'node:crypto'
import { describe, expect, it } from '@jest/globals'
import { SignJWT } from 'jose'
import { createSessionTokens } from '../../../adapters/embedded-identity/session-tokens.ts'
import { createJwtSessionVerifier } from '../../../adapters/jwt-sessions/jwt-session-verifier.ts'
import {
  AUDIENCE,
  accountWorld,
  ISSUER,
  SIGNING_KEY_PEM,
} from '../../core/account/account-world.ts'

const SESSION = { id: 'ses_1', startedAt: 7 }

const nowSeconds = Math.floor(Date.now() / 1_000)
const CLAIMS = {
  iss: ISSUER,
  aud: AUDIENCE,
  sub: 'subject-1',
  token_use: 'access',
  iat: nowSeconds,
  exp: nowSeconds + 3_600,
}
const unauthenticated = expect.objectContaining({ code: 'unauthenticated' })
const ourKey = createPrivateKey(SIGNING_KEY_PEM)

async function setup() {
  const { clock, randomness } = await accountWorld()
  const options = { signingKeyPem: SIGNING_KEY_PEM, issuer: ISSUER, audience: AUDIENCE }
  const tokens = await createSessionTokens({ ...options, clock, randomness })
  const verifier = createJwtSessionVerifier({
    issuer: ISSUER,
    audience: AUDIENCE,
    keys: tokens.keys,
  })
  const kid = tokens.keys.keys[0]?.kid ?? ''
  return { tokens, verifier, kid }
}

/** A claim that is undefined is left out. */
function sign(claims: Record<string, unknown>, kid: string, key = ourKey) {
  return new SignJWT(claims).setProtectedHeader({ alg: 'RS256', kid }).sign(key)
}

function encoded(part: object): string {
  return Buffer.from(JSON.stringify(part)).toString('base64url')
}

describe('the verifier of sessions', () => {
  it('says whose token it is', async () => {
    const { tokens, verifier } = await setup()
    expect(await verifier.verify(await tokens.issue('subject-1', SESSION))).toMatchObject({
      subject: 'subject-1',
    })
  })

  it('takes the client id that Amazon Cognito writes instead of an audience', async () => {
    const { verifier, kid } = await setup()
    const { aud, ...claims } = CLAIMS
    expect(await verifier.verify(await sign({ ...claims, client_id: aud }, kid))).toMatchObject({
      subject: 'subject-1',
    })
  })

  it.each([
    ['of another issuer', { iss: 'https://eve.example.com' }],
    ['for another audience', { aud: 'another' }],
    ['for no audience', { aud: undefined }],
    ['that has expired', { exp: nowSeconds - 1 }],
    ['that never expires', { exp: undefined }],
    ['that is not valid yet', { nbf: nowSeconds + 3_600 }],
    ['that is an id token', { token_use: 'id' }],
    ['that does not say what it is for', { token_use: undefined }],
    ['of nobody', { sub: undefined }],
  ])('refuses a token %s, though it is signed well', async (_what, change) => {
    const { verifier, kid } = await setup()
    const token = await sign({ ...CLAIMS, ...change }, kid)
    await expect(verifier.verify(token)).rejects.toEqual(unauthenticated)
  })

  it('refuses a token that another key signed under the name of ours', async () => {
    const { verifier, kid } = await setup()
    const { privateKey } = generateKeyPairSync('rsa', { modulusLength: 2048 })
    const token = await sign(CLAIMS, kid, privateKey)
    await expect(verifier.verify(token)).rejects.toEqual(unauthenticated)
  })

  it('refuses a token under a key that is not published, without looking for it anywhere', async () => {
    const { verifier } = await setup()
    await expect(verifier.verify(await sign(CLAIMS, 'unknown'))).rejects.toEqual(unauthenticated)
  })

  it('refuses a token without a signature', async () => {
    const { verifier, kid } = await setup()
    const body = `${encoded({ alg: 'none', kid })}.${encoded(CLAIMS)}`
    await expect(verifier.verify(`${body}.`)).rejects.toEqual(unauthenticated)
    await expect(verifier.verify(`${body}.AA`)).rejects.toEqual(unauthenticated)
  })

  it('refuses a token that takes the public key for a shared secret', async () => {
    const { tokens, verifier, kid } = await setup()
    const body = `${encoded({ alg: 'HS256', kid })}.${encoded(CLAIMS)}`
    const secret = tokens.keys.keys[0]?.n ?? ''
    const signature = createHmac('sha256', secret).update(body).digest('base64url')
    await expect(verifier.verify(`${body}.${signature}`)).rejects.toEqual(unauthenticated)
  })

  it('refuses a token whose claims were changed', async () => {
    const { tokens, verifier } = await setup()
    const [header, , signature] = (await tokens.issue('subject-1', SESSION)).split('.')
    const changed = `${header}.${encoded({ ...CLAIMS, sub: 'subject-2' })}.${signature}`
    await expect(verifier.verify(changed)).rejects.toEqual(unauthenticated)
  })

  it.each(['', 'a', 'a.b.c', '..', 'x'.repeat(10_000)])('refuses %j', async (text) => {
    const { verifier } = await setup()
    await expect(verifier.verify(text)).rejects.toEqual(unauthenticated)
  })
})

describe('the published key set', () => {
  it('holds the public half alone, named by its thumbprint', async () => {
    const { tokens } = await setup()
    expect(tokens.keys.keys).toHaveLength(1)
    expect(Object.keys(tokens.keys.keys[0] ?? {}).sort()).toEqual([
      'alg',
      'e',
      'kid',
      'kty',
      'n',
      'use',
    ])
    expect(tokens.keys.keys[0]?.kid).toMatch(/^[A-Za-z0-9_-]{43}$/)
  })

  it('stays the same for the same key, so that a restart logs nobody out', async () => {
    const [one, other] = [await setup(), await setup()]
    expect(one.tokens.keys).toEqual(other.tokens.keys)
    const token = await one.tokens.issue('subject-1', SESSION)
    expect(await other.verifier.verify(token)).toMatchObject({ subject: 'subject-1' })
  })
})
