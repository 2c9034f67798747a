import {
  CreateEmailIdentityCommand,
  PutAccountDetailsCommand,
  type SESv2Client,
} from '@aws-sdk/client-sesv2'
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals'
import { openSes } from '../../adapters/ses/ses-client.ts'
import { sesMailer } from '../../adapters/ses/ses-mailer.ts'
import { isVerifiedSender } from '../../adapters/ses/verified-sender.ts'
import { outcomeOf } from '../contracts/outcomes.ts'
import { sentMails } from './sent-mails.ts'
import { type Emulator, startEmulator } from './start-emulator.ts'

const FROM = 'kafka@example.com'
let emulator: Emulator
let ses: SESv2Client

beforeAll(async () => {
  emulator = await startEmulator({})
  Object.assign(process.env, emulator.environment)
  ses = openSes(emulator.region)
  await ses.send(new CreateEmailIdentityCommand({ EmailIdentity: 'example.com' }))
}, 600_000)

afterAll(async () => {
  await emulator?.stop()
})

describe('Mail by Amazon SES', () => {
  const mailer = () => sesMailer({ region: emulator.region, from: FROM })

  it('arrives as it was written, from the configured address, at that person alone', async () => {
    const text = 'Your code is 123456.\n\nGrüße & <b>no markup</b> — 東京'
    await mailer().send({ to: 'ann@example.com', subject: 'Grüße: your code', text })
    await mailer().send({ to: 'bob@example.com', subject: 'Another', text: 'Another.' })
    const [first, ...others] = await sentMails(emulator)
    expect(first).toEqual({
      Source: FROM,
      To: ['ann@example.com'],
      Subject: 'Grüße: your code',
      BodyText: text,
    })
    expect(others).toMatchObject([{ To: ['bob@example.com'] }])
  })

  it('is refused from a sender that is not verified; the caller is told no address', async () => {
    const from = 'kafka@unverified.example.org'
    expect(await isVerifiedSender(emulator.region, from)).toBe(false)
    expect(await isVerifiedSender(emulator.region, FROM)).toBe(true)
    const mail = { to: 'cid@example.com', subject: 'A', text: 'B' }
    const refused = sesMailer({ region: emulator.region, from }).send(mail)
    const said = await refused.then(() => 'sent', String)
    expect(said).toMatch(/could not be sent \(MessageRejected\)/)
    expect(said).not.toMatch(/example\.(com|org)/)
  })

  it('reaches nobody but verified addresses while the account is in the sandbox', async () => {
    const stay = { MailType: 'TRANSACTIONAL', WebsiteURL: 'https://example.com' } as const
    const sandbox = (ProductionAccessEnabled: boolean) =>
      ses.send(new PutAccountDetailsCommand({ ...stay, ProductionAccessEnabled }))
    await sandbox(false)
    try {
      const mail = { subject: 'In the sandbox', text: 'B' }
      const stranger = mailer().send({ ...mail, to: 'dan@elsewhere.example.org' })
      expect(await outcomeOf(stranger)).toBe('unavailable')
      expect(await outcomeOf(mailer().send({ ...mail, to: 'eve@example.com' }))).toBe('done')
    } finally {
      await sandbox(true)
    }
    const sent = (await sentMails(emulator)).filter(({ Subject }) => Subject === 'In the sandbox')
    expect(sent).toMatchObject([{ To: ['eve@example.com'] }])
  })

  it('cannot be sent while SES is out of reach', async () => {
    const endpoint = process.env.AWS_ENDPOINT_URL ?? ''
    process.env.AWS_ENDPOINT_URL = 'http://127.0.0.1:9'
    try {
      const sent = mailer().send({ to: 'ann@example.com', subject: 'A', text: 'B' })
      expect(await outcomeOf(sent)).toBe('unavailable')
    } finally {
      process.env.AWS_ENDPOINT_URL = endpoint
    }
  })
})
