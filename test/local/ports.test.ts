import { createServer } from 'node:net'
import { describe, expect, it } from '@jest/globals'
import { chooseFreePorts, planPorts } from '../../local/ports.ts'
import { temporaryDirectory } from './temporary-directory.ts'

const MANY = 300
const directory = temporaryDirectory()

/** Listens on a port whose lower neighbour is free, and stays so: others that start meanwhile choose neither. */
async function whileListening(work: (port: number) => Promise<void>): Promise<void> {
  const [below = 0] = await chooseFreePorts(1)
  const server = createServer()
  const isListening = await new Promise<boolean>((resolve) => {
    server.once('error', () => resolve(false))
    server.listen(below + 1, '127.0.0.1', () => resolve(true))
  })
  if (!isListening) return await whileListening(work)
  try {
    await work(below + 1)
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

  it('are none that another start has chosen and does not listen on yet', async () => {
    const { TMPDIR } = process.env
    process.env.TMPDIR = directory
    try {
      const [one, other] = [await chooseFreePorts(MANY), await chooseFreePorts(MANY)]
      expect(new Set([...one, ...other]).size).toBe(2 * MANY)
    } finally {
      if (TMPDIR === undefined) delete process.env.TMPDIR
      else process.env.TMPDIR = TMPDIR
    }
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
