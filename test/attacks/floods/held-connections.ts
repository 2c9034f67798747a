import { connect, type Socket } from 'node:net'
import type { RawParty } from '../parties/read-client-properties.ts'
import { openRaw } from '../wire/connection.ts'
import { logIn } from '../wire/sasl.ts'
import type { UnderWay } from './flood.ts'

const DRIP_MS = 1_000
/** Opened at once: more would wait for each other's handshakes anyway. */
const AT_ONCE = 20

/** Plain sockets, without a word of TLS. */
export function openSockets({ address }: RawParty, count: number): Promise<Socket[]> {
  return inTurns(count, () => {
    const socket = connect({ host: address.host, port: address.port, noDelay: true })
    socket.on('error', () => {})
    return Promise.resolve(socket)
  })
}

/** With TLS, before a log-in. */
export function openTls(party: RawParty, count: number): Promise<Socket[]> {
  return inTurns(count, async () => (await openRaw(party.address)).socket)
}

export function openLoggedIn(party: RawParty, count: number): Promise<Socket[]> {
  return inTurns(count, async () => {
    const connection = await openRaw(party.address)
    const answer = await logIn(connection, party.login)
    if (answer !== 'none') throw new Error(`The attacker could not log in: ${answer}`)
    return connection.socket
  })
}

/** Sends `first` on each and then `drip` every second, so that none is idle, until it is told to stop. */
export function drip(sockets: readonly Socket[], first: Uint8Array, dripped: Uint8Array): UnderWay {
  for (const socket of sockets) socket.write(first)
  const timer = setInterval(() => {
    for (const socket of sockets) if (socket.writable) socket.write(dripped)
  }, DRIP_MS)
  return {
    stop: async () => {
      clearInterval(timer)
      const open = sockets.filter((socket) => !socket.closed).length
      for (const socket of sockets) socket.destroy()
      return `${sockets.length} connections, ${open} still open`
    },
  }
}

async function inTurns(count: number, open: () => Promise<Socket>): Promise<Socket[]> {
  const sockets: Socket[] = []
  while (sockets.length < count) {
    const turn = Math.min(AT_ONCE, count - sockets.length)
    sockets.push(...(await Promise.all(Array.from({ length: turn }, open))))
  }
  return sockets
}
