import {
  CreateUserPoolClientCommand,
  CreateUserPoolCommand,
} from '@aws-sdk/client-cognito-identity-provider'
import { cognitoIdentity } from '../../adapters/cognito/cognito-identity.ts'
import { type CognitoPool, openPool } from '../../adapters/cognito/cognito-pool.ts'
import { createJwtSessionVerifier } from '../../adapters/jwt-sessions/jwt-session-verifier.ts'
import { memorySpentCodeStore } from '../../adapters/memory/memory-spent-code-store.ts'
import { PASSWORD_CHARACTERS_MIN } from '../../core/account/account-input.ts'
import type { Mail } from '../../core/account/identity-ports.ts'
import type { IdentityUnderTest } from '../contracts/identity-under-test.ts'
import { startEmulator } from './start-emulator.ts'

/** The one that the emulator sends. */
const CODE = '123456'
/** And for a new password. */
const RESET_CODE = '654321'

export interface CognitoUnderTest extends IdentityUnderTest {
  readonly keysUrl: string
  stop(): Promise<void>
}

export async function startCognitoUnderTest(): Promise<CognitoUnderTest> {
  // Codes are looked at only then.
  const emulator = await startEmulator({ environment: { AUTH: 'true' } })
  Object.assign(process.env, emulator.environment)
  const pool = await makePool(emulator.region)
  const mails: Mail[] = []
  let ahead = 0
  const keysUrl = `${emulator.endpoint}/${pool.poolId}/.well-known/jwks.json`
  return {
    keysUrl,
    stop: emulator.stop,
    codeFor: () => CODE,
    resetCodeFor: () => RESET_CODE,
    notesTo: (email) => mails.filter(({ to }) => to === email),
    pass: (ms) => {
      ahead += ms
    },
    identity: cognitoIdentity({
      pool,
      mailer: { send: async (mail) => void mails.push(mail) },
      spentCodes: memorySpentCodeStore(),
      clock: { now: () => Date.now() + ahead },
      pause: async () => {},
    }),
    sessions: createJwtSessionVerifier({
      issuer: `https://cognito-idp.${emulator.region}.amazonaws.com/${pool.poolId}`,
      audience: pool.clientId,
      keysUrl,
    }),
  }
}

/** As lib/constructs/sign-in-pool.ts makes it. */
async function makePool(region: string): Promise<CognitoPool> {
  const { client } = openPool({ region, poolId: '', clientId: '' })
  const kinds = { RequireLowercase: false, RequireUppercase: false }
  const others = { RequireNumbers: false, RequireSymbols: false }
  const pool = await client.send(
    new CreateUserPoolCommand({
      PoolName: 'headgate',
      UsernameAttributes: ['email'],
      AutoVerifiedAttributes: ['email'],
      UsernameConfiguration: { CaseSensitive: false },
      Policies: {
        PasswordPolicy: { MinimumLength: PASSWORD_CHARACTERS_MIN, ...kinds, ...others },
      },
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
