import { randomBytes } from 'node:crypto'
import { mkdtemp, readdir, readFile, rm, stat, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, describe, expect, it } from '@jest/globals'
import { createOutboxMailer } from '../../../adapters/outbox/outbox-mailer.ts'

const homes: string[] = []
afterEach(async () => {
  await Promise.all(homes.splice(0).map((home) => rm(home, { recursive: true })))
})

const MAIL = { to: 'ann@example.com', subject: 'Your code', text: 'It is 012345.', code: '012345' }

async function setup(mailsMax?: number) {
  const home = await mkdtemp(join(tmpdir(), 'headgate-outbox-'))
  homes.push(home)
  const directory = join(home, 'outbox')
  let at = 10_000_000
  const mailer = createOutboxMailer({
    directory,
    clock: { now: () => (at += 1) },
    randomness: { bytes: (count) => randomBytes(count) },
    ...(mailsMax === undefined ? {} : { mailsMax }),
  })
  const mails = async () => {
    const names = (await readdir(directory)).filter((name) => name.endsWith('.json')).sort()
    return Promise.all(
      names.map(async (name) => JSON.parse(await readFile(join(directory, name), 'utf8'))),
    )
  }
  return { directory, mailer, mails }
}

describe('the outbox', () => {
  it('holds a mail as one JSON file and nothing half-written', async () => {
    const { directory, mailer, mails } = await setup()
    await mailer.send(MAIL)
    expect(await mails()).toEqual([MAIL])
    expect(await readdir(directory)).toHaveLength(1)
  })

  it('has no code in a mail without one', async () => {
    const { mailer, mails } = await setup()
    const { code: _, ...note } = MAIL
    await mailer.send(note)
    expect(await mails()).toEqual([note])
  })

  it('is for the eyes of its owner alone', async () => {
    const { directory, mailer } = await setup()
    await mailer.send(MAIL)
    const [name] = await readdir(directory)
    expect((await stat(directory)).mode & 0o777).toBe(0o700)
    expect((await stat(join(directory, name ?? ''))).mode & 0o777).toBe(0o600)
  })

  it('keeps the newest mails, also of many sent at once, and what is not its own', async () => {
    const { directory, mailer, mails } = await setup(3)
    await mailer.send(MAIL)
    await writeFile(join(directory, 'notes.json'), '"mine"')
    await writeFile(join(directory, '5-000000000000.tmp'), 'left by a crash')
    await Promise.all(
      Array.from({ length: 8 }, (_, n) => mailer.send({ ...MAIL, subject: `${n}` })),
    )
    const kept = await mails()
    expect(kept).toContain('mine')
    expect(kept.filter((each) => each !== 'mine').map(({ subject }) => subject)).toEqual([
      '5',
      '6',
      '7',
    ])
    expect(await readdir(directory)).toHaveLength(4)
  })

  it('says that a mail could not be delivered, without its code', async () => {
    const { directory, mailer } = await setup()
    await writeFile(directory, 'a file where the folder should be')
    const refusal = await mailer.send(MAIL).catch((error: unknown) => error)
    expect(refusal).toMatchObject({ code: 'unavailable' })
    expect(String(refusal)).not.toContain(MAIL.code)
  })
})
