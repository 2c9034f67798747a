import { type ChildProcess, execFileSync, spawn } from 'node:child_process'
import { mkdtempSync, readdirSync, readFileSync, rmSync, statSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { fileURLToPath } from 'node:url'
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals'
import { fileOf, linesOf, readFlights, sha256 } from '../../examples/demo/flights.ts'
import { must, request } from './fixtures/customer.ts'
import { type Headgate, startHeadgate } from './start-headgate.ts'

const START_MS = 600_000
const DEMO_MS = 600_000
const POLL_MS = 100

const repository = fileURLToPath(new URL('../..', import.meta.url))
const scratch = mkdtempSync(join(tmpdir(), 'headgate-demo-test-'))
let headgate: Headgate

beforeAll(async () => {
  headgate = await startHeadgate()
}, START_MS)

afterAll(async () => {
  await headgate?.stop()
  rmSync(scratch, { recursive: true, force: true })
}, START_MS)

describe('npm run demo', () => {
  it(
    'takes a real data set in and out, rotates, revokes and deletes, and says so step by step',
    async () => {
      const demo = runDemo(headgate.home)

      const watched = await watchSecrets(demo)

      expect(await demo.exitCode).toBe(0)
      expect(demo.errors()).toBe('')
      const file = sha256(readFlights())
      const rows: readonly (readonly [string, RegExp])[] = [
        ['sign up', /code from the outbox/],
        ['create a tenant', /^[a-z][a-z0-9]{11} on basic-2, with two topics and \w+-1$/],
        ['start the heartbeats', /^kafkajs .+, as \w+-1$/],
        ['send the first half', /^100000 flights by Kafka's console producer, as \w+-1$/],
        ['rotate the password', /-2 sends the heartbeats now/],
        ['send the second half', /^100000 flights by Kafka's console producer, as \w+-2$/],
        [
          'count the heartbeats',
          /^[1-9]\d* \+ [1-9]\d* sends attempted by the two users, 0 failed, all in the topic$/,
        ],
        ['read all of it back', /^200000 flights by kafkajs/],
        ['SHA-256 of the file', new RegExp(`^${file}$`)],
        ['SHA-256 of what came', new RegExp(`^${file}$`)],
        ['revoke the old user', /open connection: TOPIC_AUTHORIZATION_FAILED; a new one: \w+/],
        ['delete the tenant', /^it is deleted; a new connection: KafkaJSSASLAuthenticationError$/],
        ['in all', /^$/],
      ]
      expect(stepsIn(demo.output())).toEqual(
        rows.map(([name, text]) => [name, expect.stringMatching(text)]),
      )
      // One for each user; that they were seen makes their absence elsewhere worth something.
      expect(watched.passwords.size).toBe(2)
      for (const password of watched.passwords)
        expect(watched.args + demo.output()).not.toContain(password)
      expect(watched.modes).toEqual(new Set([0o600]))
      expect(propertiesFiles()).toEqual([])
    },
    DEMO_MS,
  )

  it(
    'ends with 1 at the step at which the tenant is suspended',
    async () => {
      const demo = runDemo(headgate.home)
      const tenantId = await demo.printed(/heartbeats .+ as (\w+)-1$/m)
      const { apiUrl, operatorToken } = headgate.localJson
      const path = `/operator/tenants/${tenantId}/suspend`
      await must(202, request(apiUrl, 'POST', path, undefined, operatorToken))

      expect(await demo.exitCode).toBe(1)

      expect(demo.output()).toMatch(/^ +failed {2}send the first half$/m)
      expect(demo.errors()).toMatch(/^console-producer: .*ERROR.*flights.*\n$/)
    },
    DEMO_MS,
  )

  it('says in one sentence that nothing runs where it looks', async () => {
    const demo = runDemo(scratch)

    expect(await demo.exitCode).toBe(1)
    expect(demo.output()).toBe('')
    expect(demo.errors()).toMatch(/^Headgate is not running in [^\n]+npm start[^\n]+\n$/)
  })
})

describe('the data set of the demo', () => {
  it('is its lines again, byte for byte', () => {
    const file = readFlights()

    expect(fileOf(linesOf(file)) === file).toBe(true)
    expect(linesOf(file)).toHaveLength(200_000)
  })

  it.each<[string, (lines: string[]) => string[]]>([
    ['lost', (lines) => lines.slice(1)],
    ['doubled', ([first = '', ...rest]) => [first, first, ...rest]],
    ['out of order', ([first = '', second = '', ...rest]) => [second, first, ...rest]],
  ])('has another SHA-256 with a line %s', (_, damage) => {
    const file = readFlights()

    expect(sha256(fileOf(damage(linesOf(file))))).not.toBe(sha256(file))
  })
})

interface Demo {
  output(): string
  errors(): string
  readonly exitCode: Promise<number | null>
  hasEnded(): boolean
  /** Waits until the output matches, and gives the first group. */
  printed(pattern: RegExp): Promise<string>
}

/** Its temporary files lie in `scratch`, in the test's sight. */
function runDemo(home: string): Demo {
  const child = spawn('npm', ['run', '--silent', 'demo'], {
    cwd: repository,
    env: { ...process.env, HEADGATE_HOME: home, TMPDIR: scratch },
    stdio: ['ignore', 'pipe', 'pipe'],
  })
  const output = textOf(child.stdout)
  let ended = false
  const exitCode = new Promise<number | null>((resolve, reject) => {
    child.once('error', reject)
    child.once('close', (code) => {
      ended = true
      resolve(code)
    })
  })
  return {
    output,
    errors: textOf(child.stderr),
    exitCode,
    hasEnded: () => ended,
    printed: async (pattern) => {
      for (; !ended; await sleep(POLL_MS)) {
        const found = pattern.exec(output())?.[1]
        if (found !== undefined) return found
      }
      throw new Error(`The demo ended without ${pattern}:\n${output()}`)
    },
  }
}

function textOf(stream: ChildProcess['stdout']): () => string {
  let text = ''
  stream?.on('data', (chunk: Buffer) => {
    text += chunk.toString()
  })
  return () => text
}

/** Until the demo ends: the passwords in the files that it writes, and the arguments of all processes. */
async function watchSecrets({ hasEnded }: Demo) {
  const passwords = new Set<string>()
  const modes = new Set<number>()
  let args = ''
  for (; !hasEnded(); await sleep(POLL_MS)) {
    args += execFileSync('ps', ['-eo', 'args='], { encoding: 'utf8' })
    for (const { password, mode } of propertiesFiles().flatMap(seenOf)) {
      if (password !== undefined) passwords.add(password)
      modes.add(mode)
    }
  }
  return { passwords, modes, args }
}

/** Of a file that the demo may just now take away: nothing then. */
function seenOf(path: string) {
  return unlessGone(() => {
    const mode = statSync(path).mode & 0o777
    return [{ mode, password: /password="([^"]+)"/.exec(readFileSync(path, 'utf8'))?.[1] }]
  })
}

function propertiesFiles(): string[] {
  const folders = readdirSync(scratch).map((name) => join(scratch, name))
  const paths = folders.flatMap((folder) =>
    unlessGone(() => readdirSync(folder).map((name) => join(folder, name))),
  )
  return paths.filter((path) => path.endsWith('client.properties'))
}

function unlessGone<T>(look: () => T[]): T[] {
  try {
    return look()
  } catch (error) {
    if (['ENOENT', 'ENOTDIR'].includes(String(Reflect.get(Object(error), 'code')))) return []
    throw error
  }
}

/** Name and text of each row below the header. */
function stepsIn(table: string): (readonly [string, string])[] {
  const rows = table.trimEnd().split('\n').slice(2)
  return rows.map((row) => [row.slice(10, 32).trim(), row.slice(34)])
}
