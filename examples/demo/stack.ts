import { readFileSync } from 'node:fs'
import { join, resolve } from 'node:path'
import * as z from 'zod'

/** What a program may know about the stack that runs on this machine. */
export interface Stack {
  readonly apiUrl: string
  readonly bootstrapServers: string
  /** The authority that signed the brokers' certificates, as PEM. */
  readonly caPem: string
  /** Where mails arrive, as files. */
  readonly outbox: string
}

const PATIENCE_MS = 10_000

const localJsonSchema = z.object({
  apiUrl: z.url(),
  kafka: z.object({ bootstrapServers: z.string(), caPath: z.string() }),
})

/** Finds the stack whose home is HEADGATE_HOME (`.headgate` by default). Throws one sentence when it does not run. */
export async function findStack(env: NodeJS.ProcessEnv): Promise<Stack> {
  const home = resolve(env['HEADGATE_HOME'] || '.headgate')
  try {
    const text = readFileSync(join(home, 'local.json'), 'utf8')
    const { apiUrl, kafka } = localJsonSchema.parse(JSON.parse(text))
    const caPem = readFileSync(kafka.caPath, 'utf8')
    // The file of a stack that was killed is still there.
    await fetch(`${apiUrl}/health`, { signal: AbortSignal.timeout(PATIENCE_MS) })
    return { apiUrl, bootstrapServers: kafka.bootstrapServers, caPem, outbox: join(home, 'outbox') }
  } catch (cause) {
    throw new Error(
      `Headgate is not running in ${home}: say npm start in another terminal, and npm run demo again once it is ready.`,
      { cause },
    )
  }
}
