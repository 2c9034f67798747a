import { createHook } from 'node:async_hooks'
import { afterEach, describe, expect, it } from '@jest/globals'
import { createEmbeddedIdentity } from '../../../adapters/embedded-identity/embedded-identity.ts'
import type { LoginStore } from '../../../core/account/identity-ports.ts'
import {
  ANN,
  AUDIENCE,
  accountWorld,
  CHEAP,
  ISSUER,
  SIGNING_KEY_PEM,
} from '../../core/account/account-world.ts'

const hooks: { disable(): unknown }[] = []
afterEach(() => {
  for (const hook of hooks.splice(0)) hook.disable()
})

/** Node itself says when it hashes, so that no hash can be faked or forgotten. */
function noteHashes(done: string[]): void {
  const init = (_id: number, type: string) => {
    if (type === 'SCRYPTREQUEST') done.push('hash')
  }
  hooks.push(createHook({ init }).enable())
}

/** The function, which writes its name down first. */
function noted<A extends unknown[], R>(done: string[], name: string, work: (...args: A) => R) {
  return (...args: A): R => {
    done.push(name)
    return work(...args)
  }
}

/** One confirmed address (Ann's) and a provider of which each hash, read, write and mail is written down. */
async function watched() {
  const world = await accountWorld()
  const done: string[] = []
  noteHashes(done)
  const logins: LoginStore = {
    ...world.logins,
    get: noted(done, 'get', world.logins.get),
    put: noted(done, 'put', world.logins.put),
  }
  const identity = await createEmbeddedIdentity({
    ...world,
    logins,
    mailer: { send: noted(done, 'mail', async (mail) => void world.mails.push(mail)) },
    pepper: new Uint8Array(32),
    signingKeyPem: SIGNING_KEY_PEM,
    issuer: ISSUER,
    audience: AUDIENCE,
    passwordCost: CHEAP,
    pause: async () => {},
  })
  await identity.signUp({ ...ANN, operationId: 'op_1' })
  await identity.confirm(ANN.email, world.newestCode())
  const during = async (work: () => Promise<unknown>) => {
    done.length = 0
    await work().catch(() => {})
    return [...done]
  }
  return { identity, during }
}

describe('the work for a known address and for an unknown one', () => {
  it('is the same when signing up', async () => {
    const { identity, during } = await watched()
    const known = await during(() => identity.signUp({ ...ANN, operationId: 'op_2' }))
    const unknown = await during(() =>
      identity.signUp({ ...ANN, email: 'bob@example.com', operationId: 'op_3' }),
    )
    expect(known).toEqual(['hash', 'get', 'put', 'mail'])
    expect(unknown).toEqual(known)
  })

  it('is the same when a log-in fails', async () => {
    const { identity, during } = await watched()
    const known = await during(() => identity.openSession(ANN.email, 'a wrong password'))
    const unknown = await during(() => identity.openSession('bob@example.com', 'a wrong password'))
    expect(known).toEqual(['get', 'hash'])
    expect(unknown).toEqual(known)
  })
})
