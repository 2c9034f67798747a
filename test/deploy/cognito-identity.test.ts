import {
  CreateUserPoolClientCommand,
  CreateUserPoolCommand,
} from '@aws-sdk/client-cognito-identity-provider'
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals'
import { cognitoIdentity } from '../../adapters/cognito/cognito-identity.ts'
import { type CognitoPool, openPool } from '../../adapters/cognito/cognito-pool.ts'
import { createJwtSessionVerifier } from '../../adapters/jwt-sessions/jwt-session-verifier.ts'
import { publishedKeys } from '../../adapters/jwt-sessions/published-keys.ts'
import type { IdentityProvider, Mail, SessionVerifier } from '../../core/account/identity-ports.ts'
import { outcomeOf } from '../contracts/outcomes.ts'
import { startEmulator } from './start-emulator.ts'

/** The one that the emulator sends. */
const CODE = '123456'
const PASSWORD = 'Correct-horse-1'

interface Started {
  readonly identity: IdentityProvider
  readonly sessions: SessionVerifier
  readonly keysUrl: string
  readonly mails: Mail[]
}

let all: Started | undefined
let stopEmulator = async (): Promise<void> => {}
const started = (): Started => {
  if (all === undefined) throw new Error('The emulator did not start.')
  return all
}

beforeAll(async () => {
  // Codes are looked at only then.
  const emulator = await startEmulator({ environment: { AUTH: 'true' } })
  stopEmulator = emulator.stop
  Object.assign(process.env, emulator.environment)
  const pool = await makePool(emulator.region)
  const mails: Mail[] = []
  const keysUrl = `${emulator.endpoint}/${pool.poolId}/.well-known/jwks.json`
  all = {
    mails,
    keysUrl,
    identity: cognitoIdentity({
      pool,
      mailer: { send: async (mail) => void mails.push(mail) },
      pause: async () => {},
    }),
    sessions: createJwtSessionVerifier({
      issuer: `https://cognito-idp.${emulator.region}.amazonaws.com/${pool.poolId}`,
      audience: pool.clientId,
      keysUrl,
    }),
  }
}, 600_000)

afterAll(async () => {
  await stopEmulator()
})

/** As lib/constructs/sign-in-pool.ts makes it. */
async function makePool(region: string): Promise<CognitoPool> {
  const { client } = openPool({ region, poolId: '', clientId: '' })
  const pool = await client.send(
    new CreateUserPoolCommand({
      PoolName: 'headgate',
      UsernameAttributes: ['email'],
      AutoVerifiedAttributes: ['email'],
      UsernameConfiguration: { CaseSensitive: false },
    }),
  )
  const poolId = pool.UserPool?.Id ?? ''
  const made = await client.send(
    new CreateUserPoolClientCommand({
      UserPoolId: poolId,
      ClientName: 'headgate',
      ExplicitAuthFlows: ['ALLOW_ADMIN_USER_PASSWORD_AUTH', 'ALLOW_REFRESH_TOKEN_AUTH'],
      PreventUserExistenceErrors: 'ENABLED',
    }),
  )
  return { client, poolId, clientId: made.UserPoolClient?.ClientId ?? '' }
}

function request(email: string, more: { password?: string; accountName?: string } = {}) {
  const operationId = 'op_abcdefghij0123456789'
  return { email, password: PASSWORD, accountName: 'Acme', operationId, ...more }
}

describe('People in Amazon Cognito', () => {
  it('sign up, confirm, and log in as who they are', async () => {
    const { identity, sessions } = started()
    const email = 'ann@example.com'
    await identity.signUp(request(email))
    const confirmed = await identity.confirm(email, CODE)
    expect(confirmed).toEqual({
      subject: expect.any(String),
      email,
      accountName: 'Acme',
      operationId: 'op_abcdefghij0123456789',
    })
    const opened = await identity.openSession(email, PASSWORD)
    expect(opened.signUp).toEqual(confirmed)
    expect(await sessions.verify(opened.session.accessToken)).toBe(confirmed.subject)
  })

  it('cannot log in before they confirmed, with a wrong password, or unknown: one answer', async () => {
    const { identity } = started()
    await identity.signUp(request('new@example.com'))
    const known = 'bob@example.com'
    await identity.signUp(request(known))
    await identity.confirm(known, CODE)
    const said = await Promise.all(
      [
        identity.openSession('new@example.com', PASSWORD),
        identity.openSession(known, 'Wrong-horse-2'),
        identity.openSession('nobody@example.com', PASSWORD),
      ].map((asked) => asked.catch((error: unknown) => String(error))),
    )
    expect(new Set(said).size).toBe(1)
    expect(said[0]).toMatch(/wrong/)
  })

  it('are told the same of a wrong code, an unknown address, and a confirmed one', async () => {
    const { identity } = started()
    await identity.signUp(request('cid@example.com'))
    const known = 'dan@example.com'
    await identity.signUp(request(known))
    await identity.confirm(known, CODE)
    const outcomes = [
      await outcomeOf(identity.confirm('cid@example.com', '000000')),
      await outcomeOf(identity.confirm('nobody@example.com', CODE)),
      await outcomeOf(identity.confirm(known, '000000')),
    ]
    expect(outcomes).toEqual(['invalid', 'invalid', 'invalid'])
  })

  it('replace an unconfirmed sign-up as a whole, its password too', async () => {
    const { identity } = started()
    const email = 'eve@example.com'
    await identity.signUp(request(email, { password: 'Somebody-else-1', accountName: 'Theirs' }))
    await identity.signUp(request(email, { accountName: 'Mine' }))
    expect((await identity.confirm(email, CODE)).accountName).toBe('Mine')
    expect(await outcomeOf(identity.openSession(email, 'Somebody-else-1'))).toBe('unauthenticated')
    expect(await outcomeOf(identity.openSession(email, PASSWORD))).toBe('done')
  })

  it('keep their log-in when somebody signs up with their address, and are told by mail', async () => {
    const { identity, mails } = started()
    const email = 'fay@example.com'
    await identity.signUp(request(email))
    const { subject } = await identity.confirm(email, CODE)
    await identity.signUp(request(email, { password: 'Somebody-else-1' }))
    expect((await identity.openSession(email, PASSWORD)).signUp.subject).toBe(subject)
    expect(await outcomeOf(identity.openSession(email, 'Somebody-else-1'))).toBe('unauthenticated')
    expect(mails.filter(({ to }) => to === email)).toHaveLength(1)
  })

  it('are told of a weak password whether or not their address is known', async () => {
    const { identity } = started()
    const known = 'gus@example.com'
    await identity.signUp(request(known))
    await identity.confirm(known, CODE)
    const weak = { password: 'correct horse battery' }
    expect(await outcomeOf(identity.signUp(request(known, weak)))).toBe('invalid')
    expect(await outcomeOf(identity.signUp(request('hal@example.com', weak)))).toBe('invalid')
  })

  it('trade a refresh token for a session of theirs, and none for a made-up one', async () => {
    const { identity, sessions } = started()
    const email = 'ida@example.com'
    await identity.signUp(request(email))
    const { subject } = await identity.confirm(email, CODE)
    const { session } = await identity.openSession(email, PASSWORD)
    const renewed = await identity.refreshSession(session.refreshToken)
    expect(await sessions.verify(renewed.accessToken)).toBe(subject)
    expect(await outcomeOf(identity.refreshSession('made-up'))).toBe('unauthenticated')
  })
})

describe('Keys of Amazon Cognito', () => {
  it('are published for whoever wants to verify access tokens', async () => {
    const { keys } = await publishedKeys(started().keysUrl)
    expect(keys[0]).toMatchObject({ kty: 'RSA', use: 'sig', alg: 'RS256' })
  })

  it('being out of reach is no verdict on a token', async () => {
    const { identity } = started()
    const email = 'jon@example.com'
    await identity.signUp(request(email))
    await identity.confirm(email, CODE)
    const { session } = await identity.openSession(email, PASSWORD)
    const [, payload = ''] = session.accessToken.split('.')
    const { iss } = JSON.parse(Buffer.from(payload, 'base64url').toString()) as { iss: string }
    const blind = createJwtSessionVerifier({
      issuer: iss,
      audience: 'any',
      keysUrl: 'http://127.0.0.1:9/none',
    })
    expect(await outcomeOf(blind.verify(session.accessToken))).toBe('unavailable')
  })
})
