import { once } from 'node:events'
import { type AddressInfo, connect, createServer, type Socket } from 'node:net'

/** Stands between a client and a broker and can be as unkind as a network. */
export interface TcpProxy {
  readonly address: { readonly host: string; readonly port: number }
  /** Connections of clients that are open now, and how many there ever were. */
  open(): number
  seen(): number
  /** Hangs up on everybody, as a broker does with idle connections. */
  cut(): void
  /** From now on nothing gets through, and nobody is told. */
  freeze(): void
  thaw(): void
  close(): Promise<void>
}

export async function startTcpProxy(target: { host: string; port: number }): Promise<TcpProxy> {
  const clients = new Map<Socket, Socket>()
  let seen = 0
  let frozen = false
  const server = createServer((client) => {
    const upstream = connect(target)
    clients.set(client, upstream)
    seen += 1
    for (const [from, to] of [
      [client, upstream],
      [upstream, client],
    ] as const) {
      from.on('data', (bytes) => frozen || to.write(bytes))
      from.on('error', () => to.destroy())
      from.on('close', () => to.destroy())
    }
    client.on('close', () => clients.delete(client))
  })
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  const { port } = server.address() as AddressInfo
  const cut = (): void => {
    for (const client of clients.keys()) client.destroy()
  }
  return {
    address: { host: 'localhost', port },
    open: () => clients.size,
    seen: () => seen,
    cut,
    freeze: () => {
      frozen = true
    },
    thaw: () => {
      frozen = false
    },
    async close() {
      cut()
      server.close()
      await once(server, 'close')
    },
  }
}
