import { SendEmailCommand } from '@aws-sdk/client-sesv2'
import type { Mail, Mailer } from '../../core/account/identity-ports.ts'
import { ServiceError } from '../../core/kernel/service-error.ts'
import { openSes } from './ses-client.ts'

export interface SesMailerOptions {
  readonly region: string
  /** An address that Amazon SES has verified in this region. */
  readonly from: string
}

/** Plain text mail by Amazon SES. Throws `unavailable` when it was not taken; the address is in no error. */
export function sesMailer({ region, from }: SesMailerOptions): Mailer {
  const client = openSes(region)
  return {
    async send(mail) {
      await client.send(new SendEmailCommand(inputOf(from, mail))).catch((error: unknown) => {
        const { name } = error instanceof Error ? error : { name: 'unknown' }
        throw new ServiceError('unavailable', `The mail could not be sent (${name}). Try again.`)
      })
    },
  }
}

function inputOf(from: string, { to, subject, text }: Mail) {
  return {
    FromEmailAddress: from,
    Destination: { ToAddresses: [to] },
    Content: { Simple: { Subject: { Data: subject }, Body: { Text: { Data: text } } } },
  }
}
