import { once } from 'node:events'
import { connect, createServer, type Socket } from 'node:net'

/** What becomes of the next answer that comes by: it passes, its connection breaks before it, or it never arrives. */
type Fault = 'none' | 'lose-next-answer' | 'hold-answers'

export interface FaultyProxy {
  readonly port: number
  /** How many answers were lost, so that a test knows that its fault happened. */
  lost(): number
  set(fault: Fault): void
  close(): Promise<void>
}

/** Stands before a server on loopback and hands through every byte, until it is told to be faulty. */
export async function startFaultyProxy(targetPort: number): Promise<FaultyProxy> {
  let fault: Fault = 'none'
  let lost = 0
  const sockets = new Set<Socket>()
  const onAnswer = (client: Socket, chunk: Buffer) => {
    if (fault === 'hold-answers') return
    if (fault === 'none') return void client.write(chunk)
    fault = 'none'
    lost += 1
    client.destroy()
  }
  const server = createServer((client) => {
    const upstream = connect({ host: '127.0.0.1', port: targetPort })
    upstream.on('data', (chunk: Buffer) => onAnswer(client, chunk))
    client.on('data', (chunk: Buffer) => upstream.write(chunk))
    joinEnds(client, upstream)
    for (const socket of [client, upstream]) sockets.add(socket)
  })
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  const address = server.address()
  if (address === null || typeof address === 'string') throw new Error('The proxy has no port.')
  return {
    port: address.port,
    lost: () => lost,
    set(next) {
      fault = next
    },
    async close() {
      for (const socket of sockets) socket.destroy()
      server.close()
      await once(server, 'close')
    },
  }
}

/** One end that breaks or closes takes the other with it. */
function joinEnds(one: Socket, other: Socket): void {
  for (const socket of [one, other]) socket.on('error', () => socket.destroy())
  one.on('close', () => other.destroy())
  other.on('close', () => one.destroy())
}
