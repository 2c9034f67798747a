import { createServer } from 'node:net'
import { describe, expect, it } from '@jest/globals'
import { planPorts } from '../../local/ports.ts'

async function whileListening(work: (port: number) => Promise<void>): Promise<void> {
  const server = createServer()
  const port = await new Promise<number>((resolve, reject) => {
    server.listen(0, '127.0.0.1', () => {
      const address = server.address()
      if (address === null || typeof address === 'string') reject(new Error('no port'))
      else resolve(address.port)
    })
  })
  try {
    await work(port)
  } finally {
    server.close()
  }
}

describe('the ports of a stack', () => {
  it('are all different, and internal ones do not follow the first', async () => {
    const ports = await planPorts(0, 3)

    const all = [...ports.kafka, ...ports.brokerInternal, ports.store]
    expect(ports.api).toBe(0)
    expect(ports.kafka).toHaveLength(3)
    expect(ports.brokerInternal).toHaveLength(9)
    expect(new Set(all).size).toBe(13)
  })

  it('name the one that is taken for the API, and how to move it', async () => {
    await whileListening(async (port) => {
      await expect(planPorts(port, 1)).rejects.toThrow(
        new RegExp(`Port ${port} .* the API.*HEADGATE_PORT`),
      )
    })
  })

  it('name the one that is taken for Kafka', async () => {
    await whileListening(async (port) => {
      await expect(planPorts(port - 1, 1)).rejects.toThrow(`Port ${port}`)
    })
  })
})
