import { spawn } from 'node:child_process'
import { closeSync, mkdtempSync, openSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'
import { chooseFreePorts } from '../../local/ports.ts'
import { emulatorPython } from './emulator-python.ts'
import type { IamBroker } from './iam-broker.ts'

/** How the stand-in for Amazon MSK is to fail from now on; see msk_stand_in.py. */
export interface StandInSettings {
  readonly scramDelayS?: string
  /** Every how many calls; 0: none. */
  readonly failEvery?: number
  /** Regular expression over names of operations. */
  readonly failOps?: string
  readonly failKind?: 'throttle' | '500' | '503' | 'lost'
  /** Users that every cluster has beside ours. */
  readonly otherUsers?: number
  /** How many of the next secrets stay unprocessed. */
  readonly unprocessed?: number
  /** What every cluster says that it is, and acts by; empty: its own state. */
  readonly clusterState?: string
}

/** AWS without an account, on this machine: MiniStack with our stand-in for Amazon MSK in front of a real broker. */
export interface Emulator {
  readonly endpoint: string
  readonly region: string
  /** For SDK clients and for deployed functions. */
  readonly environment: Readonly<Record<string, string>>
  configure(settings: StandInSettings): Promise<void>
  /** How many calls the settings made fail so far. */
  failedCalls(): Promise<number>
  stop(): Promise<void>
}

const REGION = 'us-east-1'
const KEY_ID = 'headgate'
const READY_WITHIN_MS = 240_000
const END_WITHIN_MS = 10_000
const POLL_MS = 100

export interface EmulatorOptions {
  /** Behind every cluster of Amazon MSK; without one, users are made nowhere. */
  readonly broker?: IamBroker
  /** Is told, by POST, the properties that a cluster is to run with. */
  readonly updateHookUrl?: string
  /** Beside what the emulator needs: NODE_PATH and PATH for functions that it runs, say. */
  readonly environment?: Readonly<Record<string, string>>
}

export async function startEmulator(options: EmulatorOptions): Promise<Emulator> {
  const python = emulatorPython()
  const [port = 0] = await chooseFreePorts(1)
  const folder = mkdtempSync(join(tmpdir(), 'headgate-emulator-'))
  const log = openSync(join(folder, 'log'), 'a', 0o600)
  const child = spawn(python, ['-B', join(import.meta.dirname, 'msk_stand_in.py')], {
    cwd: folder,
    // A process group of its own: its workers do not all end with it.
    detached: true,
    stdio: ['ignore', log, log],
    env: { ...process.env, ...variables(options, port), ...options.environment },
  })
  closeSync(log)
  const endpoint = `http://127.0.0.1:${port}`
  const stop = async () => {
    if (child.pid !== undefined) await endGroup(child.pid)
    rmSync(folder, { recursive: true, force: true })
  }
  if (!(await answers(endpoint, () => child.exitCode !== null))) {
    const said = readFileSync(join(folder, 'log'), 'utf8').slice(-2_000)
    await stop()
    throw new Error(`The emulator did not start: ${said}`)
  }
  return {
    endpoint,
    region: REGION,
    environment: clientVariables(endpoint),
    configure: async (settings) => {
      await standIn(endpoint, 'PUT', JSON.stringify(settings))
    },
    failedCalls: async () => Number((await standIn(endpoint, 'GET'))['failed']),
    stop,
  }
}

function variables({ broker, updateHookUrl }: EmulatorOptions, port: number) {
  return {
    BIND_HOST: '127.0.0.1',
    GATEWAY_PORT: String(port),
    // Opens a port on every interface otherwise.
    IOT_MTLS_ENABLED: '0',
    // Of the root user, where signatures are checked (AUTH=true).
    AWS_ACCESS_KEY_ID: KEY_ID,
    AWS_SECRET_ACCESS_KEY: KEY_ID,
    MSK_SCRAM_DELAY_S: '0.2',
    ...(broker === undefined ? {} : brokerVariables(broker)),
    ...(updateHookUrl === undefined ? {} : { MSK_UPDATE_HOOK: updateHookUrl }),
  }
}

function brokerVariables({ cluster, iamBootstrapServers }: IamBroker) {
  return {
    MINISTACK_MSK_BOOTSTRAP_SASL_SCRAM: cluster.bootstrapServers,
    MINISTACK_MSK_BOOTSTRAP_SASL_IAM: iamBootstrapServers,
    MSK_ADMIN_BOOTSTRAP: cluster.adminBootstrapServers,
    MSK_ADMIN_MECHANISM: 'PLAIN',
    MSK_ADMIN_USER: cluster.adminUsername,
    MSK_ADMIN_PASSWORD: cluster.adminPassword,
  }
}

/** Any key pair will do; the endpoint of S3 is named apart, as not every resolver knows names below localhost. */
function clientVariables(endpoint: string) {
  return {
    AWS_ENDPOINT_URL: endpoint,
    AWS_ENDPOINT_URL_S3: endpoint,
    AWS_REGION: REGION,
    AWS_DEFAULT_REGION: REGION,
    AWS_ACCESS_KEY_ID: KEY_ID,
    AWS_SECRET_ACCESS_KEY: KEY_ID,
  }
}

async function answers(endpoint: string, hasEnded: () => boolean): Promise<boolean> {
  const deadline = performance.now() + READY_WITHIN_MS
  while (performance.now() < deadline && !hasEnded()) {
    // Any answer will do: where signatures are checked, this one is a refusal.
    const answer = await fetch(endpoint).catch(() => undefined)
    await answer?.body?.cancel()
    if (answer !== undefined) return true
    await pause(POLL_MS)
  }
  return false
}

/** The emulator tells services apart by the scope of a signature, which it does not check. */
async function standIn(
  endpoint: string,
  method: 'GET' | 'PUT',
  body?: string,
): Promise<Record<string, unknown>> {
  const scope = `headgate/20260101/${REGION}/kafka/aws4_request`
  const response = await fetch(`${endpoint}/v1/clusters/_stand-in`, {
    method,
    headers: {
      authorization: `AWS4-HMAC-SHA256 Credential=${scope}, SignedHeaders=host, Signature=0`,
    },
    ...(body === undefined ? {} : { body }),
  })
  if (!response.ok) throw new Error(`The stand-in answered ${response.status}.`)
  return (await response.json()) as Record<string, unknown>
}

/** Bounded: a process that ended and that nobody waits for looks alive for ever. */
async function endGroup(pid: number): Promise<void> {
  const deadline = performance.now() + END_WITHIN_MS
  let left = signalGroup(pid, 'SIGTERM')
  while (left && performance.now() < deadline) {
    await pause(POLL_MS)
    left = signalGroup(pid, 0)
  }
  if (left) signalGroup(pid, 'SIGKILL')
}

/** False when nothing of the group is left. */
function signalGroup(pid: number, signal: NodeJS.Signals | 0): boolean {
  try {
    process.kill(-pid, signal)
    return true
  } catch {
    return false
  }
}
