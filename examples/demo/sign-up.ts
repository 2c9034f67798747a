import { randomUUID } from 'node:crypto'
import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import * as z from 'zod'
import { type Api, apiClient } from './api.ts'
import type { Stack } from './stack.ts'

const mailSchema = z.object({ to: z.string(), code: z.string().optional() })
const sessionSchema = z.object({ accessToken: z.string() })
const tokenSchema = z.object({ token: z.string() })

/** Signs up as a new customer with a mailbox would, logs in and makes an API token. */
export async function signUp({ apiUrl, outbox }: Stack): Promise<Api> {
  const email = `demo-${randomUUID()}@example.com`
  const password = randomUUID()
  const anyone = apiClient(apiUrl)
  await anyone.ask(z.unknown(), 'POST', '/signup', { email, password, accountName: 'Demo' })
  const code = codeSentTo(email, outbox)
  await anyone.ask(z.unknown(), 'POST', '/signup/confirm', { email, code })
  const session = await anyone.ask(sessionSchema, 'POST', '/sessions', { email, password })
  const owner = apiClient(apiUrl, session.accessToken)
  const wanted = { name: 'demo', role: 'owner' }
  const { token } = await owner.ask(tokenSchema, 'POST', '/account/tokens', wanted)
  return apiClient(apiUrl, token)
}

/** The mail is in the outbox before the sign-up is answered. */
function codeSentTo(email: string, outbox: string): string {
  const mails = readdirSync(outbox)
    .filter((name) => name.endsWith('.json'))
    .map((name) => mailSchema.parse(JSON.parse(readFileSync(join(outbox, name), 'utf8'))))
  const code = mails.find(({ to }) => to === email)?.code
  if (code === undefined) throw new Error(`No code for ${email} arrived in ${outbox}.`)
  return code
}
