import { createServer, type Server } from 'node:http'
import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals'
import { isVerifiedSender } from '../../../adapters/ses/verified-sender.ts'

/** What Amazon SES has of each identity: verified, waiting for its owner, or nothing. */
const identities = new Map<string, boolean>()
const asked: string[] = []
let server: Server

/** https://docs.aws.amazon.com/ses/latest/APIReference-V2/API_GetEmailIdentity.html */
beforeAll(async () => {
  server = createServer((request, response) => {
    const identity = decodeURIComponent(String(request.url).split('/').at(-1) ?? '')
    asked.push(identity)
    const verified = identities.get(identity)
    const error = { 'x-amzn-errortype': 'NotFoundException' }
    response.writeHead(verified === undefined ? 404 : 200, verified === undefined ? error : {})
    response.end(JSON.stringify({ VerifiedForSendingStatus: verified ?? null }))
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', () => resolve()))
  const address = server.address()
  const port = typeof address === 'object' && address !== null ? address.port : 0
  const keys = { AWS_ACCESS_KEY_ID: 'any', AWS_SECRET_ACCESS_KEY: 'any' }
  Object.assign(process.env, { AWS_ENDPOINT_URL: `http://127.0.0.1:${port}`, ...keys })
})

afterAll(() => void server.close())

beforeEach(() => {
  identities.clear()
  asked.length = 0
})

const isVerified = () => isVerifiedSender('us-east-1', 'kafka@mail.example.com')

describe('The sender of mails', () => {
  it.each(['kafka@mail.example.com', 'mail.example.com', 'example.com'])(
    'is verified by the identity %s',
    async (identity) => {
      identities.set(identity, true)
      expect(await isVerified()).toBe(true)
    },
  )

  it('is not verified while its owner has not answered, nor by the domain of others', async () => {
    identities.set('kafka@mail.example.com', false).set('com', true).set('other.com', true)
    expect(await isVerified()).toBe(false)
    expect(asked).toEqual(['kafka@mail.example.com', 'mail.example.com', 'example.com'])
  })
})
