import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { textAt } from '../http/answer.ts'

/** The newest mail to that address in a folder that takes mails as files: there before its request is answered. */
export function newestMail(outbox: string, email: string): { code?: string; text: string } {
  const names = readdirSync(outbox).filter((name) => name.endsWith('.json'))
  for (const name of names.toSorted().toReversed()) {
    const mail: unknown = JSON.parse(readFileSync(join(outbox, name), 'utf8'))
    if (textAt(mail, 'to') === email)
      return { code: textAt(mail, 'code'), text: textAt(mail, 'text') }
  }
  throw new Error(`No mail went to ${email}.`)
}
