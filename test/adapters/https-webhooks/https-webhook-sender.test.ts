import { createServer, type RequestListener, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { text } from 'node:stream/consumers'
import { afterEach, describe, expect, it } from '@jest/globals'
import { Webhook } from 'standardwebhooks'
import { httpsWebhookSender } from '../../../adapters/https-webhooks/https-webhook-sender.ts'
import type { OutgoingMessage } from '../../../core/webhook/webhook-ports.ts'

const servers: Server[] = []
const clock = { now: () => Date.now() }
const SECRET = `whsec_${Buffer.alloc(32, 7).toString('base64')}`
const FORMER = `whsec_${Buffer.alloc(32, 8).toString('base64')}`

afterEach(() => {
  for (const server of servers.splice(0)) {
    server.closeAllConnections()
    server.close()
  }
})

async function receiver(listener: RequestListener): Promise<string> {
  const server = createServer(listener)
  servers.push(server)
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  // A server that listens on TCP has such an address.
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}/hook`
}

function messageTo(url: string, more: Partial<OutgoingMessage> = {}): OutgoingMessage {
  const body = '{"type":"tenant.create","data":{"name":"ä"}}'
  return { url, id: 'evt_1', at: Date.now(), body, secrets: [SECRET], ...more }
}

const open = httpsWebhookSender({ clock, reach: 'any' })
const impatient = httpsWebhookSender({ clock, reach: 'any', timeoutMs: 200 })

describe('A message', () => {
  it('is verified by the library of Standard Webhooks, with the secret and with the one before', async () => {
    const seen: { body: string; headers: Record<string, string> }[] = []
    const url = await receiver(async (request, answer) => {
      const body = await text(request)
      const headers = Object.fromEntries(
        Object.entries(request.headers).map(([name, value]) => [name, String(value)]),
      )
      seen.push({ body, headers })
      answer.writeHead(204).end()
    })
    const outcome = await open.send(messageTo(url, { secrets: [SECRET, FORMER] }))
    expect(outcome).toMatchObject({ status: 204, error: null })
    const { body = '', headers = {} } = seen[0] ?? {}
    for (const secret of [SECRET, FORMER])
      expect(new Webhook(secret).verify(body, headers)).toMatchObject({ type: 'tenant.create' })
    const wrong = new Webhook(`whsec_${Buffer.alloc(32, 9).toString('base64')}`)
    expect(() => wrong.verify(body, headers)).toThrow()
    expect(() => new Webhook(SECRET).verify(`${body} `, headers)).toThrow()
  })

  it('follows no redirect', async () => {
    let asked = 0
    const target = await receiver((_, answer) => {
      asked += 1
      answer.end()
    })
    const url = await receiver((_, answer) => answer.writeHead(307, { location: target }).end())
    expect(await open.send(messageTo(url))).toMatchObject({
      status: 307,
      error: expect.any(String),
    })
    expect(asked).toBe(0)
  })

  it('is given up when there is no answer, or none that ends', async () => {
    const silent = await receiver(() => {})
    const trickling = await receiver((_, answer) => void answer.write('x'))
    for (const url of [silent, trickling])
      expect(await impatient.send(messageTo(url))).toMatchObject({
        status: null,
        error: 'The receiver did not end its answer in time.',
      })
  })

  it('takes an answer without end for what its status says, once 64 kB of it were read', async () => {
    const url = await receiver((_, answer) => {
      const more = () => {
        while (answer.write(Buffer.alloc(16_384))) if (answer.destroyed) return
        answer.once('drain', more)
      }
      more()
    })
    expect(await open.send(messageTo(url))).toMatchObject({ status: 200, error: null })
  })

  it('is told of a receiver that refuses, in a sentence without its address', async () => {
    const url = await receiver(() => {})
    for (const server of servers.splice(0)) await new Promise((done) => server.close(done))
    expect(await open.send(messageTo(url))).toMatchObject({
      error: 'The receiver refused the connection.',
    })
  })
})

describe('A name', () => {
  const through = (addresses: readonly string[][]) => {
    const asked: string[] = []
    const sender = httpsWebhookSender({
      clock,
      reach: 'public',
      timeoutMs: 500,
      resolve: async (hostname) => {
        asked.push(hostname)
        return addresses[asked.length - 1] ?? addresses.at(-1) ?? []
      },
    })
    return { asked, sender }
  }

  it.each([
    ['127.0.0.1'],
    ['10.0.0.1'],
    ['169.254.169.254'],
    ['::1'],
    ['::ffff:127.0.0.1'],
    ['64:ff9b::7f00:1'],
    ['fd00:ec2::254'],
  ])('that leads to %s is not spoken to', async (address) => {
    const { sender } = through([[address]])
    const outcome = await sender.send(messageTo('https://hooks.example.com/'))
    expect(outcome).toMatchObject({ status: null, error: expect.stringMatching(/public Internet/) })
  })

  it('with one address inside beside a public one is not spoken to', async () => {
    const { sender } = through([['93.184.216.34', '10.0.0.1']])
    const outcome = await sender.send(messageTo('https://hooks.example.com/'))
    expect(outcome.error).toMatch(/public Internet/)
  })

  it('that nobody has is told like one that leads inside, so that nobody learns which names there are inside', async () => {
    const told = [[], ['10.0.0.1'], ['10.0.0.1', '93.184.216.34']].map(async (addresses) => {
      const { sender } = through([addresses])
      return (await sender.send(messageTo('https://hooks.example.com/'))).error
    })
    expect(new Set(await Promise.all(told)).size).toBe(1)
  })

  it('is looked up once, and what was checked is what is connected to', async () => {
    let reached = 0
    const url = new URL(
      await receiver((request, answer) => {
        reached += 1
        answer.writeHead(request.headers.host?.startsWith('hooks.example.com') ? 204 : 400).end()
      }),
    )
    const asked: string[] = []
    const rebinding = httpsWebhookSender({
      clock,
      reach: 'any',
      resolve: async (hostname) => {
        asked.push(hostname)
        return [asked.length === 1 ? '127.0.0.1' : '192.0.2.1']
      },
    })
    const outcome = await rebinding.send(messageTo(`http://hooks.example.com:${url.port}/`))
    expect(outcome).toMatchObject({ status: 204, error: null })
    expect([asked, reached]).toEqual([['hooks.example.com'], 1])
  })
})
