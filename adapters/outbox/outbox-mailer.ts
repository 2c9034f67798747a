import { mkdir, open, rename } from 'node:fs/promises'
import { join } from 'node:path'
import type { Mail, Mailer } from '../../core/account/identity-ports.ts'
import type { Clock } from '../../core/kernel/clock.ts'
import { newDigits, type Randomness } from '../../core/kernel/ids.ts'
import { ServiceError } from '../../core/kernel/service-error.ts'
import { pruneOutbox } from './prune-outbox.ts'

export interface OutboxOptions {
  readonly directory: string
  readonly clock: Clock
  readonly randomness: Randomness
  /** Older mails are deleted. Default 1,000. */
  readonly mailsMax?: number
}

/**
 * Delivers mail to a folder, one JSON file a mail, for a machine where nobody runs a mail server. A file appears under
 * its name only when it is whole and on the disk. Throws `unavailable` when it cannot be written.
 */
export function createOutboxMailer(options: OutboxOptions): Mailer {
  const { directory, clock, randomness, mailsMax = 1_000 } = options
  return {
    async send({ to, subject, text, code }: Mail): Promise<void> {
      const now = clock.now()
      const name = `${now}-${newDigits(12, randomness)}`
      const body = JSON.stringify({ to, subject, text, ...(code === undefined ? {} : { code }) })
      try {
        await mkdir(directory, { recursive: true, mode: 0o700 })
        await writeWhole(join(directory, name), body)
        await pruneOutbox(directory, mailsMax, now)
      } catch (cause) {
        throw new ServiceError('unavailable', 'The mail could not be delivered. Try again.', {
          cause,
        })
      }
    },
  }
}

/** Readable by the owner alone: a code lets anyone confirm the address. */
async function writeWhole(path: string, body: string): Promise<void> {
  const file = await open(`${path}.tmp`, 'wx', 0o600)
  try {
    await file.writeFile(`${body}\n`)
    await file.sync()
  } finally {
    await file.close()
  }
  await rename(`${path}.tmp`, `${path}.json`)
}
