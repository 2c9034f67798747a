import type { Account, ApiToken, Member } from '../../core/account/account.ts'
import type { Role } from '../../core/account/role.ts'
import { tokenText } from '../../core/account/token-text.ts'
import { newId } from '../../core/kernel/ids.ts'
import type { Caller } from './call.ts'
import type { Parts } from './parts.ts'

/** Somebody with an account of their own. */
export interface Person {
  readonly accountId: string
  /** Of an API token with the role of an owner. */
  readonly token: string
  /** Who the identity provider says the owner is. */
  readonly subject: string
  /** Asks with the owner's token. */
  readonly call: Caller
  /** Another token of the account. */
  tokenFor(role: Role): Promise<string>
}

/** Writes the account straight into the stores; how one signs up is a test of its own. */
export async function openAccountFor(parts: Parts, call: Caller): Promise<Person> {
  const { randomness } = parts
  const accountId = newId('acc', randomness)
  const subject = newId('ses', randomness)
  await openAccount(parts, accountId, subject)
  const tokenFor = (role: Role) => issueToken(parts, accountId, role)
  const token = await tokenFor('owner')
  return {
    accountId,
    token,
    subject,
    tokenFor,
    call: (method, path, options = {}) => call(method, path, { token, ...options }),
  }
}

async function openAccount(parts: Parts, accountId: string, subject: string): Promise<void> {
  const { accounts, clock, randomness } = parts
  const createdAt = clock.now()
  const account: Account = { id: accountId, name: 'Acme', createdAt }
  const owner: Member = {
    id: newId('mem', randomness),
    accountId,
    subject,
    email: 'ann@example.com',
    role: 'owner',
    createdAt,
  }
  const resource = '/v1/account'
  await accounts.open(account, owner, eventOf(parts, accountId, resource), {
    id: newId('op', randomness),
    accountId,
    resource,
    generation: 0,
    state: 'done',
    createdAt,
  })
}

async function issueToken(parts: Parts, accountId: string, role: Role): Promise<string> {
  const { accounts, clock, randomness, tokens } = parts
  const id = newId('tok', randomness)
  const token: ApiToken = {
    id,
    accountId,
    name: role,
    role,
    createdBy: 'mem_test',
    createdAt: clock.now(),
    revokedAt: null,
  }
  await accounts.addToken(token, eventOf(parts, accountId, `/v1/account/tokens/${id}`), 100)
  return tokenText({ accountId, tokenId: id, signature: tokens.sign(id) })
}

function eventOf({ clock, randomness }: Parts, accountId: string, resource: string) {
  const id = newId('evt', randomness)
  const origin = { requestId: null, sourceAddress: null }
  const said = { actor: 'test', action: 'test.setup', resource, outcome: 'done' } as const
  return { id, accountId, at: clock.now(), ...said, ...origin }
}
