import { spawn } from 'node:child_process'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
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

/** The console producer only logs what goes wrong: it tries the next line, and ends with 0 all the same. */
function runTool(args: readonly string[], input: string): Promise<void> {
  return new Promise((resolve, reject) => {
    // A group of its own, so that Java goes with the program that started it.
    const child = spawn(process.execPath, [KAFKA_TOOLS, ...args], { detached: true })
    const fail = (complaint: string) => {
      const isRunning = child.exitCode === null && child.signalCode === null
      if (isRunning && child.pid !== undefined) process.kill(-child.pid)
      reject(new Error(`${args[0]}: ${complaint}`))
    }
    const late = setTimeout(() => fail('takes more than three minutes'), PATIENCE_MS)
    for (const stream of [child.stdout, child.stderr])
      createInterface(stream).on('line', (line) => {
        if (/\bERROR\b|Exception/.test(line)) fail(line)
      })
    child.once('error', reject)
    child.once('close', (code) => {
      clearTimeout(late)
      if (code === 0) resolve()
      else fail(`ended with ${code}`)
    })
    // A tool that ends early closes the pipe; what it said is worth more than that.
    child.stdin.once('error', () => {})
    child.stdin.end(input)
  })
}
