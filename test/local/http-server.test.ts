import { afterEach, describe, expect, it } from '@jest/globals'
import type { APIGatewayProxyEventV2 } from 'aws-lambda'
import { request as httpRequest } from 'node:http'
import type { ApiHandler } from '../../lambdas/http/api-handler.ts'
import { BODY_BYTES_MAX } from '../../lambdas/middleware/read-body.ts'
import { type HttpServer, type Listen, serveHttp } from '../../local/http-server.ts'
import { rawConnection } from './raw-http.ts'

const TEN_MEGABYTES = 10_000_000

let server: HttpServer | undefined
let events: APIGatewayProxyEventV2[] = []

afterEach(async () => {
  await server?.close()
  server = undefined
  events = []
})

const echo: ApiHandler = async (event) => {
  events.push(event)
  const { method, path } = event.requestContext.http
  return { statusCode: 200, body: `${method} ${path}` }
}

async function serve(handler: ApiHandler = echo, listen: Partial<Listen> = {}): Promise<number> {
  server = await serveHttp(handler, { host: '127.0.0.1', port: 0, ...listen })
  return server.port
}

const onlyEvent = () => {
  expect(events).toHaveLength(1)
  return events[0]
}

describe('what the handler gets of a request', () => {
  it('has repeated query parameters joined, as API Gateway joins them', async () => {
    const port = await serve()
    await fetch(`http://127.0.0.1:${port}/v1/tenants?limit=1&limit=2&cursor=%20x&__proto__=1`)
    expect(Object.entries(onlyEvent()?.queryStringParameters ?? {})).toEqual([
      ['limit', '1,2'],
      ['cursor', ' x'],
      ['__proto__', '1'],
    ])
  })

  it('has the path alone when the request names the whole address', async () => {
    const port = await serve()
    const connection = rawConnection(port)
    connection.write(
      'GET http://elsewhere/v1/health?a=b HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n',
    )
    expect(await connection.untilClosed).toContain('GET /v1/health')
    expect(onlyEvent()).toMatchObject({ rawPath: '/v1/health', rawQueryString: 'a=b' })
  })

  it('has the body byte for byte', async () => {
    const port = await serve()
    const body = Buffer.from([0, 255, 128, 10, 13])
    await fetch(`http://127.0.0.1:${port}/`, { method: 'POST', body })
    expect(Buffer.from(onlyEvent()?.body ?? '', 'base64')).toEqual(body)
  })
})

describe('a body beyond the bound', () => {
  it.each([
    ['of 10 MB, sent without waiting', TEN_MEGABYTES],
    ['of one byte too much', BODY_BYTES_MAX + 1],
  ])('%s is answered 413, and the sender gets to read it', async (_, size) => {
    const port = await serve()
    const answer = await fetch(`http://127.0.0.1:${port}/v1/tenants`, {
      method: 'POST',
      body: Buffer.alloc(size, 'a'),
    })
    expect(answer.status).toBe(413)
    expect(await answer.json()).toMatchObject({ status: 413, code: 'too_large' })
    expect(answer.headers.get('x-request-id')).toMatch(/^[0-9a-f-]{36}$/)
    expect(events).toEqual([])
  })

  it('in chunks of unknown sum is answered 413 as well', async () => {
    const port = await serve()
    const answer = await chunked(port, TEN_MEGABYTES)
    expect(answer).toEqual({ status: 413, body: expect.stringContaining('too_large') })
    expect(events).toEqual([])
  })

  it('is refused by its announcement alone, before any of it is sent', async () => {
    const port = await serve()
    const connection = rawConnection(port)
    connection.write(
      `POST /v1/tenants HTTP/1.1\r\nHost: x\r\nExpect: 100-continue\r\nContent-Length: ${TEN_MEGABYTES}\r\n\r\n`,
    )
    const text = await connection.received(/too_large/)
    expect(text).toMatch(/^HTTP\/1\.1 413 /)
    connection.socket.destroy()
  })

  it('leaves the connection fit for the next request', async () => {
    const port = await serve()
    const connection = rawConnection(port)
    const large = 'a'.repeat(BODY_BYTES_MAX + 1)
    connection.write(
      `POST / HTTP/1.1\r\nHost: x\r\nContent-Length: ${large.length}\r\n\r\n${large}`,
    )
    connection.write('GET /next HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n')
    const text = await connection.untilClosed
    expect(text).toMatch(/^HTTP\/1\.1 413 [\s\S]*HTTP\/1\.1 200 OK[\s\S]*GET \/next$/)
  })

  it('at the bound is taken', async () => {
    const port = await serve()
    const body = Buffer.alloc(BODY_BYTES_MAX, 'a')
    const answer = await fetch(`http://127.0.0.1:${port}/`, { method: 'POST', body })
    expect(answer.status).toBe(200)
  })
})

describe('"Expect: 100-continue" with a body that fits', () => {
  it('is told to go on, and answered', async () => {
    const port = await serve()
    const connection = rawConnection(port)
    connection.write(
      'POST /a HTTP/1.1\r\nHost: x\r\nExpect: 100-continue\r\nContent-Length: 2\r\nConnection: close\r\n\r\n',
    )
    await connection.received(/^HTTP\/1\.1 100 Continue/)
    connection.write('{}')
    expect(await connection.untilClosed).toContain('POST /a')
  })
})

describe('a connection whose bytes are no request', () => {
  it.each([
    ['rubbish', 'this is no HTTP\r\n\r\n', 400],
    ['no Host', 'GET / HTTP/1.1\r\n\r\n', 400],
    ['a line feed in a header', 'GET / HTTP/1.1\r\nHost: x\r\nX-Request-Id: a\nb\r\n\r\n', 400],
    [
      'two lengths',
      'POST / HTTP/1.1\r\nHost: x\r\nContent-Length: 1\r\nContent-Length: 2\r\n\r\nab',
      400,
    ],
    [
      'a length and chunks',
      'POST / HTTP/1.1\r\nHost: x\r\nContent-Length: 5\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n',
      400,
    ],
    [
      'a chunk without a size',
      'POST / HTTP/1.1\r\nHost: x\r\nTransfer-Encoding: chunked\r\n\r\nxyz\r\n',
      400,
    ],
    ['20 KB of headers', `GET / HTTP/1.1\r\nHost: x\r\nX-Long: ${'a'.repeat(20_000)}\r\n\r\n`, 431],
    ['an address of 20 KB', `GET /${'a'.repeat(20_000)} HTTP/1.1\r\nHost: x\r\n\r\n`, 431],
  ])('(%s) is answered and closed, and no handler hears of it', async (_, bytes, status) => {
    const port = await serve()
    const connection = rawConnection(port)
    connection.write(bytes)
    expect(await connection.untilClosed).toMatch(new RegExp(`^HTTP/1\\.1 ${status} `))
    expect(events).toEqual([])
  })

  it('says why in problem+json', async () => {
    const port = await serve()
    const connection = rawConnection(port)
    connection.write('rubbish\r\n\r\n')
    const [head = '', body = ''] = (await connection.untilClosed).split('\r\n\r\n')
    expect(head).toContain('application/problem+json')
    expect(JSON.parse(body)).toMatchObject({ status: 400, title: 'Bad Request' })
  })

  it('gets the answer to the good request before the rubbish', async () => {
    const port = await serve()
    const connection = rawConnection(port)
    connection.write('GET /good HTTP/1.1\r\nHost: x\r\n\r\nrubbish\r\n\r\n')
    expect(await connection.untilClosed).toMatch(
      /^HTTP\/1\.1 200 OK[\s\S]*GET \/good[\s\S]*HTTP\/1\.1 400 /,
    )
    expect(events).toHaveLength(1)
  })
})

describe('a request that never comes to its end', () => {
  it('never reaches the handler when it is cut in the middle of its body', async () => {
    const port = await serve()
    const connection = rawConnection(port)
    connection.write('POST / HTTP/1.1\r\nHost: x\r\nContent-Length: 100\r\n\r\n{"name":')
    connection.socket.end()
    await connection.untilClosed
    await fetch(`http://127.0.0.1:${port}/after`)
    expect(events.map(({ rawPath }) => rawPath)).toEqual(['/after'])
  })

  it.each([
    ['header', 'GET / HTTP/1.1\r\nHost: x\r\nX-Slow: '],
    ['body', 'POST / HTTP/1.1\r\nHost: x\r\nContent-Length: 1000\r\n\r\n'],
  ])('is answered 408 and cut when its %s drips in for too long', async (_, start) => {
    const port = await serve(echo, { requestArrivesWithinMs: 500 })
    const connection = rawConnection(port)
    connection.write(start)
    const drip = setInterval(() => connection.write('a'), 100)
    try {
      expect(await connection.untilClosed).toMatch(/^HTTP\/1\.1 408 /)
    } finally {
      clearInterval(drip)
    }
    expect(events).toEqual([])
  })
})

describe('1,000 connections at once', () => {
  it('are all answered', async () => {
    const port = await serve()
    const connections = Array.from({ length: 1_000 }, () => rawConnection(port))
    for (const { write } of connections)
      write('GET /v1/health HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n')
    const answers = await Promise.all(connections.map(({ untilClosed }) => untilClosed))
    expect(answers.filter((text) => /^HTTP\/1\.1 200 OK/.test(text))).toHaveLength(1_000)
  })
})

function chunked(port: number, size: number): Promise<{ status: number; body: string }> {
  return new Promise((resolve, reject) => {
    const request = httpRequest({ port, host: '127.0.0.1', method: 'POST' }, (response) => {
      let body = ''
      response.on('data', (part: Buffer) => {
        body += part.toString()
      })
      response.once('end', () => resolve({ status: response.statusCode ?? 0, body }))
    })
    request.once('error', reject)
    for (let sent = 0; sent < size; sent += 100_000) request.write(Buffer.alloc(100_000, 'a'))
    request.end()
  })
}
