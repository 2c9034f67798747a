import { spawn } from 'node:child_process'
import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import * as z from 'zod'

const CLI_MAX_MS = 850_000
const OUTPUT_CHARACTERS_KEPT = 8_000

const repository = fileURLToPath(new URL('../..', import.meta.url))
const emulatedApp = fileURLToPath(new URL('./emulated-app.ts', import.meta.url))
const outputsSchema = z.record(z.string(), z.record(z.string(), z.string()))

/** The real command line of the CDK, deploying what cdk.json ships. */
export interface CdkCli {
  bootstrap(): Promise<void>
  /** Answers with the outputs of each stack. */
  deploy(): Promise<z.infer<typeof outputsSchema>>
  destroy(): Promise<void>
  /** The templates that were deployed last, by stack. */
  template(stackName: string): { Resources: Record<string, { Type: string }> }
  remove(): void
}

export function cdkCli(environment: Readonly<Record<string, string>>): CdkCli {
  const folder = mkdtempSync(join(tmpdir(), 'headgate-cdk-'))
  const assembly = join(folder, 'cdk.out')
  const outputs = join(folder, 'outputs.json')
  const app = ['--app', `node ${emulatedApp}`, '--output', assembly]
  const cdk = (...args: readonly string[]) => runCdk(args, environment)
  return {
    bootstrap: () => cdk('bootstrap', 'aws://000000000000/us-east-1', ...app),
    async deploy() {
      await cdk(
        ...['deploy', '--all', '--require-approval', 'never', '--concurrency', '2'],
        ...['--outputs-file', outputs, ...app],
      )
      return outputsSchema.parse(JSON.parse(readFileSync(outputs, 'utf8')))
    },
    destroy: () => cdk('destroy', '--all', '--force', ...app),
    template: (stackName) =>
      JSON.parse(readFileSync(join(assembly, `${stackName}.template.json`), 'utf8')),
    remove: () => rmSync(folder, { recursive: true, force: true }),
  }
}

function runCdk(args: readonly string[], environment: Readonly<Record<string, string>>) {
  const child = spawn(
    join(repository, 'node_modules/.bin/cdk'),
    [...args, '--ci', '--no-notices'],
    {
      cwd: repository,
      env: { ...process.env, ...environment, CI: '1' },
      stdio: ['ignore', 'pipe', 'pipe'],
      timeout: CLI_MAX_MS,
    },
  )
  let said = ''
  const add = (chunk: Buffer) => {
    said = (said + chunk.toString()).slice(-OUTPUT_CHARACTERS_KEPT)
  }
  child.stdout.on('data', add)
  child.stderr.on('data', add)
  return new Promise<void>((resolve, reject) => {
    child.once('error', reject)
    child.once('close', (code) => {
      if (code === 0) resolve()
      else reject(new Error(`cdk ${args[0]} ended with ${code}:\n${said}`))
    })
  })
}
