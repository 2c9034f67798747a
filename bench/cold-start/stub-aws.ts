import { createServer } from 'node:http'

export interface StubAws {
  readonly endpoint: string
  close(): void
}

const SECRET = JSON.stringify({ SecretString: 'a'.repeat(64) })

/** Answers at once, as near as AWS can ever be: any secret's text, and that an item is not there. On loopback. */
export function startStubAws(): Promise<StubAws> {
  const server = createServer((request, response) => {
    const asksForSecret = String(request.headers['x-amz-target']).endsWith('GetSecretValue')
    request.resume()
    request.once('end', () => {
      response.writeHead(200, { 'Content-Type': 'application/x-amz-json-1.0' })
      response.end(asksForSecret ? SECRET : '{}')
    })
  })
  return new Promise((resolve) => {
    server.listen(0, '127.0.0.1', () => {
      const address = server.address()
      const port = typeof address === 'object' && address !== null ? address.port : 0
      resolve({ endpoint: `http://127.0.0.1:${port}`, close: () => server.close() })
    })
  })
}
