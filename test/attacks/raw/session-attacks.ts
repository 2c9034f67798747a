import { scramExchange } from '../wire/scram.ts'
import { authenticate, handshake, logIn } from '../wire/sasl.ts'
import { asksMetadata, loggedIn, onConnection } from './on-connection.ts'
import type { RawAttack, RawControl } from './raw-attack.ts'

const asksLoggedIn: RawControl = {
  kind: 'harmless',
  attempt: ({ attacker }) => loggedIn(attacker, (connection) => asksMetadata(connection)),
}

/** Asking before a log-in has ended, and changing who one is after it. */
export const sessionAttacks: readonly RawAttack[] = [
  {
    name: 'ask without a log-in',
    attempt: ({ attacker }) => onConnection(attacker, (connection) => asksMetadata(connection)),
    control: asksLoggedIn,
  },
  {
    name: 'ask after the handshake',
    attempt: ({ attacker }) =>
      onConnection(attacker, async (connection) => {
        await handshake(connection, 'SCRAM-SHA-512')
        return asksMetadata(connection)
      }),
    control: asksLoggedIn,
  },
  {
    name: 'ask in the middle of a log-in',
    attempt: ({ victim }) =>
      onConnection(victim, async (connection) => {
        await handshake(connection, 'SCRAM-SHA-512')
        await authenticate(connection, scramExchange(victim.login).first)
        return asksMetadata(connection)
      }),
    control: asksLoggedIn,
  },
  {
    name: 'ask after a log-in that failed',
    attempt: ({ victim }) =>
      onConnection(victim, async (connection) => {
        await logIn(connection, { ...victim.login, password: 'guessed' })
        return asksMetadata(connection)
      }),
    control: asksLoggedIn,
  },
  {
    name: 'ask without TLS',
    attempt: ({ attacker: { address } }) =>
      onConnection({ address: { ...address, plaintext: true } }, (connection) =>
        asksMetadata(connection),
      ),
    control: asksLoggedIn,
  },
  {
    name: 'become somebody else on one’s connection, knowing their password',
    attempt: ({ attacker, victim }) =>
      loggedIn(attacker, (connection) => logIn(connection, victim.login)),
    control: {
      kind: 'harmless',
      attempt: ({ attacker }) =>
        loggedIn(attacker, (connection) => logIn(connection, attacker.login)),
    },
  },
  {
    name: 'log in anew with a wrong password and go on',
    attempt: ({ attacker }) =>
      loggedIn(attacker, async (connection) => {
        await logIn(connection, { ...attacker.login, password: 'guessed' })
        return asksMetadata(connection)
      }),
    control: {
      kind: 'harmless',
      attempt: ({ attacker }) =>
        loggedIn(attacker, async (connection) => {
          await logIn(connection, attacker.login)
          return asksMetadata(connection)
        }),
    },
  },
  {
    name: 'log in anew by another mechanism',
    attempt: ({ attacker }) => loggedIn(attacker, (connection) => handshake(connection, 'PLAIN')),
    control: {
      kind: 'harmless',
      attempt: ({ attacker }) =>
        loggedIn(attacker, (connection) => handshake(connection, 'SCRAM-SHA-512')),
    },
  },
]
