import { once } from 'node:events'
import { createServer, type RequestListener } from 'node:http'
import type { AddressInfo } from 'node:net'
import { afterEach } from '@jest/globals'

interface Exporter {
  readonly port: number
  close(): Promise<void>
}

/** Answers as told in place of a broker's exporter. */
export async function listen(answer: RequestListener): Promise<Exporter> {
  const server = createServer(answer)
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  return {
    port: (server.address() as AddressInfo).port,
    async close() {
      server.closeAllConnections()
      server.close()
      await once(server, 'close')
    },
  }
}

/** URLs of exporters that are closed after each test. */
export function useExporters(): (answer: RequestListener) => Promise<string> {
  const opened: Exporter[] = []
  afterEach(async () => {
    await Promise.all(opened.splice(0).map((exporter) => exporter.close()))
  })
  return async (answer) => {
    const exporter = await listen(answer)
    opened.push(exporter)
    return `http://127.0.0.1:${exporter.port}/metrics`
  }
}
