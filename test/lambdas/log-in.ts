import * as z from 'zod'
import type { Api } from './setup.ts'

const sessionSchema = z.object({ accessToken: z.string(), refreshToken: z.string() })
export type LoggedIn = z.infer<typeof sessionSchema>

export const PASSWORD = 'correct horse battery'

/** The code in the newest mail to that address; fails when there is none. */
export function mailedCode({ parts }: Api, email: string): string {
  const code = parts.mails.findLast(({ to }) => to === email)?.code
  if (code === undefined) throw new Error(`No code was sent to ${email}.`)
  return code
}

/** Signs somebody up and confirms, by the API. */
export async function signUpAs(api: Api, email: string): Promise<void> {
  await api.call('POST', '/signup', { body: { email, password: PASSWORD, accountName: 'Acme' } })
  const code = mailedCode(api, email)
  await api.call('POST', '/signup/confirm', { body: { email, code } })
}

/** A new session; fails the test when the log-in is refused. */
export async function logIn(api: Api, email: string, password = PASSWORD): Promise<LoggedIn> {
  const answer = await api.call('POST', '/sessions', { body: { email, password } })
  return sessionSchema.parse(answer.json())
}
