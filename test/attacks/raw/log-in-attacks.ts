import type { Login, RawParty } from '../parties/read-client-properties.ts'
import type { ScramLogin } from '../wire/scram.ts'
import { scramExchange } from '../wire/scram.ts'
import { authenticate, handshake, logIn } from '../wire/sasl.ts'
import { onConnection } from './on-connection.ts'
import type { RawAttack, RawControl, RawPair } from './raw-attack.ts'

const MECHANISMS = ['PLAIN', 'SCRAM-SHA-256', 'OAUTHBEARER', 'GSSAPI', 'EXTERNAL', 'ANONYMOUS', '']

const as = (party: RawParty, login: ScramLogin) =>
  onConnection(party, (connection) => logIn(connection, login))

const ownerLogsIn: RawControl = {
  kind: 'owner',
  attempt: ({ victim }) => as(victim, victim.login),
}

const attackerLogsIn: RawControl = {
  kind: 'harmless',
  attempt: ({ attacker }) => as(attacker, attacker.login),
}

/** Becoming somebody without their password. */
export const logInAttacks: readonly RawAttack[] = [
  guess('log in with a wrong password', ({ victim }) => ({ ...victim.login, password: 'guessed' })),
  guess('log in without a password', ({ victim }) => ({ ...victim.login, password: '' })),
  guess('log in with one’s own password as somebody else', ({ victim, attacker }) => ({
    username: victim.login.username,
    password: attacker.login.password,
  })),
  ...misspelled('in capitals', (name) => name.toUpperCase()),
  ...misspelled('with a space behind', (name) => `${name} `),
  ...misspelled('with a NUL behind', (name) => `${name}\0`),
  ...misspelled('with wide digits', (name) => name.replaceAll('1', '\uff11')),
  ...misspelled('as a principal', (name) => `User:${name}`),
  {
    name: 'log in as oneself on behalf of somebody else',
    attempt: ({ attacker, victim }) =>
      as(attacker, { ...attacker.login, authorizationId: victim.login.username }),
    control: {
      kind: 'harmless',
      attempt: ({ attacker }) =>
        as(attacker, { ...attacker.login, authorizationId: attacker.login.username }),
    },
  },
  {
    name: 'log in with a password that is called a delegation token',
    attempt: ({ attacker }) => as(attacker, { ...attacker.login, extensions: 'tokenauth=true' }),
    control: attackerLogsIn,
  },
  {
    name: 'say again what somebody said when they logged in',
    attempt: replay,
    control: ownerLogsIn,
  },
  ...MECHANISMS.map(
    (mechanism): RawAttack => ({
      name: `log in by ${mechanism === '' ? 'no mechanism' : mechanism}`,
      attempt: ({ attacker }) =>
        onConnection(attacker, (connection) => handshake(connection, mechanism)),
      control: {
        kind: 'harmless',
        attempt: ({ attacker }) =>
          onConnection(attacker, (connection) => handshake(connection, 'SCRAM-SHA-512')),
      },
    }),
  ),
]

/** For those who have a user that was revoked. */
export const revokedAttacks: readonly RawAttack[] = [
  {
    name: 'log in with a revoked password',
    attempt: async ({ revoked, attacker }) => {
      const party = revoked ?? attacker
      return as(party, party.login)
    },
    control: attackerLogsIn,
  },
]

function guess(name: string, login: (pair: RawPair) => Login): RawAttack {
  return { name, attempt: (pair) => as(pair.victim, login(pair)), control: ownerLogsIn }
}

/** With the right password, so that only the name can be what is refused. */
function misspelled(how: string, spell: (username: string) => string): RawAttack[] {
  return [
    guess(`log in with a user name ${how}`, ({ victim: { login } }) => ({
      username: spell(login.username),
      password: login.password,
    })),
  ]
}

/** The proof answers one nonce of the server's; every log-in gets another. */
async function replay({ victim }: RawPair): Promise<string> {
  const exchange = scramExchange(victim.login)
  let recorded = ''
  const first = await onConnection(victim, async (connection) => {
    await handshake(connection, 'SCRAM-SHA-512')
    recorded = exchange.final((await authenticate(connection, exchange.first)).token)
    return (await authenticate(connection, recorded)).word
  })
  if (first !== 'none') throw new Error('The log-in to be said again did not work.')
  return onConnection(victim, async (connection) => {
    await handshake(connection, 'SCRAM-SHA-512')
    await authenticate(connection, exchange.first)
    return (await authenticate(connection, recorded)).word
  })
}
