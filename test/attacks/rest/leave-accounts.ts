import { randomBytes } from 'node:crypto'
import { type Ask, textAt } from './http/answer.ts'
import type { Witness } from './http/create-client.ts'
import type { Means } from './means.ts'

export interface SignUps extends Witness {
  readonly emails: ReadonlySet<string>
}

/** Remembers with which addresses somebody began to sign up. */
export function rememberSignUps(): SignUps {
  const emails = new Set<string>()
  return {
    emails,
    see({ sent, asked, answer }) {
      const email = textAt(asked.body, 'email')
      if (sent === 'POST /signup' && answer.status === 202 && email !== '') emails.add(email)
    },
  }
}

/**
 * Deletes the accounts that were signed up, by whatever password they have now: a new one is asked for. Who never confirmed
 * has none. Answers with what is left.
 */
export async function leaveAccounts(
  ask: Ask,
  mailTo: NonNullable<Means['mailTo']>,
  emails: Iterable<string>,
): Promise<string[]> {
  const left: string[] = []
  for (const email of emails) {
    const password = `goodbye ${randomBytes(9).toString('hex')}`
    await ask('POST', '/password-resets', { body: { email } })
    const { code } = await mailTo(email)
    await ask('POST', '/password-resets/confirm', { body: { email, code, password } })
    const session = await ask('POST', '/sessions', { body: { email, password } })
    if (session.status !== 201 && session.status !== 200) continue
    const token = textAt(session.json, 'accessToken')
    const name = textAt((await ask('GET', '/account', { token })).json, 'name')
    const path = `/account?confirm=${encodeURIComponent(name)}`
    const { status } = await ask('DELETE', path, { token })
    if (status >= 300) left.push(`the account of ${email}`)
  }
  return left
}
