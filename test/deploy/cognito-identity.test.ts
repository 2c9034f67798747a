import { afterAll, beforeAll, describe, expect, it } from '@jest/globals'
import { createJwtSessionVerifier } from '../../adapters/jwt-sessions/jwt-session-verifier.ts'
import { publishedKeys } from '../../adapters/jwt-sessions/published-keys.ts'
import { describeIdentityContract } from '../contracts/identity-contract.ts'
import { confirmed, newAddress, PASSWORD, request } from '../contracts/identity-under-test.ts'
import { outcomeOf } from '../contracts/outcomes.ts'
import { type CognitoUnderTest, startCognitoUnderTest } from './cognito-under-test.ts'

let started: CognitoUnderTest | undefined
const cognito = (): CognitoUnderTest => {
  if (started === undefined) throw new Error('The emulator did not start.')
  return started
}

beforeAll(async () => {
  started = await startCognitoUnderTest()
}, 600_000)

afterAll(async () => {
  await started?.stop()
})

describeIdentityContract('Amazon Cognito', async () => cognito())

describe('The pool of Amazon Cognito', () => {
  it('takes a password of twelve characters of one kind, and none of eleven', async () => {
    const { identity } = cognito()
    const signUp = (password: string) => identity.signUp(request(newAddress(), { password }))
    expect(await outcomeOf(signUp('aaaaaaaaaaaa'))).toBe('done')
    expect(await outcomeOf(signUp('aaaaaaaaaaa'))).toBe('invalid')
  })
})

describe('Signing out of Amazon Cognito', () => {
  it('ends the refresh tokens of the person, and is nothing for who is unknown', async () => {
    const under = cognito()
    const { email } = await confirmed(under)
    const { session } = await under.identity.openSession(email, PASSWORD)
    await under.identity.signOut(email)
    const refreshed = under.identity.refreshSession(session.refreshToken)
    expect(await outcomeOf(refreshed)).toBe('unauthenticated')
    expect(await outcomeOf(under.identity.signOut(newAddress()))).toBe('done')
  })
})

describe('Keys of Amazon Cognito', () => {
  it('are published for whoever wants to verify access tokens', async () => {
    const { keys } = await publishedKeys(cognito().keysUrl)
    expect(keys[0]).toMatchObject({ kty: 'RSA', use: 'sig', alg: 'RS256' })
  })

  it('being out of reach is no verdict on a token', async () => {
    const { email } = await confirmed(cognito())
    const { session } = await cognito().identity.openSession(email, PASSWORD)
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
