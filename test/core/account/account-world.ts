import { generateKeyPairSync, randomBytes } from 'node:crypto'
import {
  createEmbeddedIdentity,
  type EmbeddedIdentity,
} from '../../../adapters/embedded-identity/embedded-identity.ts'
import { createJwtSessionVerifier } from '../../../adapters/jwt-sessions/jwt-session-verifier.ts'
import { memoryAccountStore } from '../../../adapters/memory/memory-account-store.ts'
import { memoryDatabase } from '../../../adapters/memory/memory-database.ts'
import { memoryAuditStore } from '../../../adapters/memory/memory-audit-store.ts'
import { memoryEndedSessions } from '../../../adapters/memory/memory-ended-sessions.ts'
import { memoryLoginStore } from '../../../adapters/memory/memory-login-store.ts'
import { memoryOperatorStore } from '../../../adapters/memory/memory-operator-store.ts'
import { HmacTokenSigner } from '../../../adapters/token-signer/hmac-token-signer.ts'
import type { BootstrapSecret } from '../../../core/account/operator-ports.ts'
import type { Mail, SessionVerifier } from '../../../core/account/identity-ports.ts'

const { privateKey } = generateKeyPairSync('rsa', {
  modulusLength: 2048,
  publicKeyEncoding: { type: 'spki', format: 'pem' },
  privateKeyEncoding: { type: 'pkcs8', format: 'pem' },
})

export const ISSUER = 'http://127.0.0.1:4300/v1'
export const AUDIENCE = 'headgate'
export const SIGNING_KEY_PEM: string = privateKey
/** Sixteen blocks: the rules are the same at any cost. */
export const CHEAP = { costLog2: 4, blockSize: 8, parallelization: 1 }
export const ORIGIN = { requestId: 'req_1', sourceAddress: '127.0.0.1' }
export const ANN = {
  email: 'ann@example.com',
  password: 'correct horse battery',
  accountName: 'Ann & Co',
}

export interface AccountWorld extends ReturnType<typeof storesOf> {
  readonly identity: EmbeddedIdentity
  readonly sessions: SessionVerifier
  readonly tokens: HmacTokenSigner
  readonly machineToken: { verify(token: string): boolean }
  readonly bootstrap: BootstrapSecret
  readonly mails: Mail[]
  /** How long each confirmation was asked to wait, in milliseconds. */
  readonly pauses: number[]
  /** The code in the newest mail; fails the test when there is none. */
  newestCode(): string
}

function storesOf() {
  // Tokens are verified by the machine's clock, so this one begins there; it moves only when told to.
  let at = Date.now()
  const clock = { now: () => at }
  const database = memoryDatabase(clock)
  return {
    logins: memoryLoginStore(),
    accounts: memoryAccountStore(database),
    operators: memoryOperatorStore(database),
    endedSessions: memoryEndedSessions(),
    audit: memoryAuditStore(database),
    members: database.members,
    operations: database.operations,
    events: () => [...database.auditEvents.values()],
    clock,
    pass: (ms: number): void => {
      at += ms
    },
    randomness: { bytes: (count: number) => randomBytes(count) },
  }
}

/** Everything that sign-up, log-in and tokens touch, with nothing outside this process. */
export async function accountWorld(): Promise<AccountWorld> {
  const stores = storesOf()
  const mails: Mail[] = []
  const pauses: number[] = []
  const pepper = randomBytes(32)
  const identity = await createEmbeddedIdentity({
    ...stores,
    mailer: { send: async (mail) => void mails.push(mail) },
    pepper,
    signingKeyPem: SIGNING_KEY_PEM,
    issuer: ISSUER,
    audience: AUDIENCE,
    passwordCost: CHEAP,
    pause: async (ms) => void pauses.push(ms),
  })
  return {
    ...stores,
    identity,
    sessions: createJwtSessionVerifier({
      issuer: ISSUER,
      audience: AUDIENCE,
      keys: identity.jwks(),
    }),
    machineToken: { verify: (token) => token === 'hgo_right' },
    bootstrap: { recognise: async (secret) => (secret === 'first' ? 'print' : undefined) },
    tokens: new HmacTokenSigner(pepper),
    mails,
    pauses,
    newestCode() {
      const code = mails.at(-1)?.code
      if (code === undefined) throw new Error('The newest mail holds no code.')
      return code
    },
  }
}
