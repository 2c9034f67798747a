import { spawn } from 'node:child_process'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import type { Stack } from './stack.ts'
import type { Credential } from './tenant.ts'

/** Runs Kafka's own tools out of the jars of the embedded broker: `npm run kafka`. */
const KAFKA_TOOLS = fileURLToPath(new URL('../../bin/kafka.ts', import.meta.url))
const PATIENCE_MS = 180_000

/** Sends each line as a record, with Kafka's console producer. The password reaches it in a file for its owner alone. */
export async function sendLines(
  { bootstrapServers }: Stack,
  { properties }: Credential,
  topic: string,
  lines: readonly string[],
): Promise<void> {
  const directory = mkdtempSync(join(tmpdir(), 'headgate-demo-'))
  try {
    const config = join(directory, 'client.properties')
    writeFileSync(config, properties, { mode: 0o600 })
    const servers = ['--bootstrap-server', bootstrapServers]
    await runTool(
      ['console-producer', ...servers, '--command-config', config, '--topic', topic],
      `${lines.join('\n')}\n`,
    )
  } finally {
    rmSync(directory, { recursive: true, force: true })
  }
}

/** The console producer tells of refused records on stderr alone, and ends with 0 all the same. */
function runTool(args: readonly string[], input: string): Promise<void> {
  return new Promise((resolve, reject) => {
    const child = spawn(process.execPath, [KAFKA_TOOLS, ...args], {
      stdio: ['pipe', 'ignore', 'pipe'],
      signal: AbortSignal.timeout(PATIENCE_MS),
    })
    let complaint = ''
    child.stderr.on('data', (chunk: Buffer) => {
      complaint = (complaint + chunk.toString()).slice(-1_000)
    })
    child.once('error', reject)
    child.once('close', (code) => {
      if (code === 0 && complaint === '') resolve()
      else reject(new Error(`${args[0]} ended with ${code}: ${complaint.trim()}`))
    })
    // A tool that ends early closes the pipe; its exit code says more than that.
    child.stdin.once('error', () => {})
    child.stdin.end(input)
  })
}
