import { execFile, spawn, spawnSync } from 'node:child_process'
import { existsSync, mkdirSync } from 'node:fs'
import { connect } from 'node:net'
import { homedir } from 'node:os'
import { join } from 'node:path'
import { once } from 'node:events'
import { setTimeout as delay } from 'node:timers/promises'
import { promisify } from 'node:util'
import { chooseFreePorts } from '../../../local/ports.ts'

const MODULE = 'github.com/stripe/stripe-mock@v0.203.0'
const READY_WITHIN_MS = 120_000

export interface StripeMock {
  readonly port: number
  stop(): Promise<void>
}

/** Starts Stripe's mock on loopback, built on the first use; null on a machine that has no Go. */
export async function startStripeMock(): Promise<StripeMock | null> {
  const program = await build()
  if (program === null) return null
  const [port = 0, tlsPort = 0] = await chooseFreePorts(2)
  const args = ['-http-addr', `127.0.0.1:${port}`, '-https-addr', `127.0.0.1:${tlsPort}`]
  const child = spawn(program, args, { stdio: 'ignore' })
  const ended = once(child, 'exit')
  for (const deadline = Date.now() + READY_WITHIN_MS; !(await answers(port)); await delay(50)) {
    if (Date.now() > deadline || child.exitCode !== null)
      throw new Error('stripe-mock did not start.')
  }
  return {
    port,
    stop: async () => {
      child.kill('SIGTERM')
      await ended
    },
  }
}

async function build(): Promise<string | null> {
  const folder = join(process.env['XDG_CACHE_HOME'] ?? join(homedir(), '.cache'), 'headgate', 'go')
  const program = join(folder, 'stripe-mock')
  if (existsSync(program)) return program
  if (spawnSync('go', ['version']).status !== 0) return null
  mkdirSync(folder, { recursive: true })
  const env = { ...process.env, GOBIN: folder }
  await promisify(execFile)('go', ['install', MODULE], { env, timeout: 300_000 })
  return program
}

function answers(port: number): Promise<boolean> {
  return new Promise((fulfil) => {
    const socket = connect(port, '127.0.0.1')
    socket.once('connect', () => fulfil(true)).once('error', () => fulfil(false))
    socket.once('connect', () => socket.destroy())
  })
}
