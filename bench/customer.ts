import { randomUUID } from 'node:crypto'
import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import * as z from 'zod'

export interface Customer {
  /** Sends a request and answers with its JSON; throws on any refusal. */
  call<T>(schema: z.ZodType<T>, method: string, path: string, body?: unknown): Promise<T>
  /** The text that a path answers with. */
  text(path: string): Promise<string>
}

/** Signs up through the API, as a person with a mailbox would, and gets an API token. */
export async function signUpCustomer(apiUrl: string, outboxPath: string): Promise<Customer> {
  const email = `${randomUUID()}@example.com`
  const password = randomUUID()
  const anyone = caller(apiUrl, undefined)
  await anyone.call(z.unknown(), 'POST', '/signup', { email, password, accountName: 'Bench' })
  await anyone.call(z.unknown(), 'POST', '/signup/confirm', {
    email,
    code: codeFor(outboxPath, email),
  })
  const session = z.object({ accessToken: z.string() })
  const { accessToken } = await anyone.call(session, 'POST', '/sessions', { email, password })
  const issued = z.object({ token: z.string() })
  const { token } = await caller(apiUrl, accessToken).call(issued, 'POST', '/account/tokens', {
    name: 'bench',
    role: 'owner',
  })
  return caller(apiUrl, token)
}

function caller(apiUrl: string, token: string | undefined): Customer {
  const ask = async (method: string, path: string, body?: unknown): Promise<string> => {
    const response = await fetch(apiUrl + path, {
      method,
      headers: {
        'Content-Type': 'application/json',
        ...(token === undefined ? {} : { Authorization: `Bearer ${token}` }),
      },
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    })
    const answer = await response.text()
    if (!response.ok) throw new Error(`${method} ${path}: ${response.status} ${answer}`)
    return answer
  }
  return {
    text: (path) => ask('GET', path),
    call: async (schema, method, path, body) =>
      schema.parse(JSON.parse(await ask(method, path, body))),
  }
}

function codeFor(outboxPath: string, email: string): string {
  const mail = z.object({ to: z.string(), code: z.string().optional() })
  const mails = readdirSync(outboxPath)
    .filter((name) => name.endsWith('.json'))
    .map((name) => mail.parse(JSON.parse(readFileSync(join(outboxPath, name), 'utf8'))))
  const code = mails.find(({ to }) => to === email)?.code
  if (code === undefined) throw new Error('No code arrived in the outbox.')
  return code
}
