import { execFileSync } from 'node:child_process'
import { existsSync, mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals'
import { readProcessRecords } from '../../local/processes/process-records.ts'
import { untilHealth } from './fixtures/health.ts'
import { listeningAddresses, loopbackAddresses } from './listening-sockets.ts'
import { failToStart, type Headgate, startHeadgate } from './start-headgate.ts'

const START_MS = 600_000
const WELL_WITHIN_MS = 240_000

const home = mkdtempSync(join(tmpdir(), 'headgate-home-'))
let headgate: Headgate

beforeAll(async () => {
  writeFileSync(join(home, 'diary.txt'), 'mine')
  headgate = await startHeadgate({ home })
}, START_MS)

afterAll(async () => {
  await headgate?.kill9()
  rmSync(home, { recursive: true, force: true })
}, START_MS)

/** Tests go through one life of a home, in this order: every start costs seconds. */
describe('npm start', () => {
  it('tells where everything is, in a file for its owner alone', async () => {
    const { apiUrl, consoleUrl, kafka, operatorToken, pid } = headgate.localJson

    expect(statSync(join(home, 'local.json')).mode & 0o777).toBe(0o600)
    expect(apiUrl).toBe(`${consoleUrl}v1`)
    expect(kafka.bootstrapServers).toMatch(/^localhost:\d+$/)
    expect(readFileSync(kafka.caPath, 'utf8')).toContain('BEGIN CERTIFICATE')
    expect(operatorToken).not.toBe('')
    expect(headgate.pids()).toContain(pid)
    await isWell(headgate)
  })

  it('prints how long each phase took, and what to try next', () => {
    expect(headgate.output()).toMatch(/broker .*\d+\.\d s/)
    expect(headgate.output()).toContain(`curl ${headgate.localJson.apiUrl}/health`)
  })

  it('listens on loopback addresses only', () => {
    const addresses = listeningAddresses(headgate.pids())

    // The API, three listeners and the counters of the broker, the store.
    expect(addresses.length).toBeGreaterThanOrEqual(6)
    expect(addresses.filter((address) => !loopbackAddresses.includes(address))).toEqual([])
  })

  it('keeps passwords and keys out of the arguments of its processes', () => {
    const args = execFileSync('ps', ['-eo', 'args='], { encoding: 'utf8' })
    const properties = readFileSync(join(home, 'kafka', 'broker-1.properties'), 'utf8')
    const passwords = [...properties.matchAll(/(?:password|user_[\w-]+)="([^"]+)"/g)].map(
      (match) => match[1] ?? '',
    )

    expect(passwords.length).toBeGreaterThanOrEqual(3)
    for (const secret of [...passwords, headgate.localJson.operatorToken])
      expect(args).not.toContain(secret)
  })

  it('refuses to start twice in one home, and leaves the first one alone', async () => {
    const second = await failToStart({ home })

    expect(second.exitCode).toBe(1)
    expect(second.output).toMatch(/is in use by another Headgate.*HEADGATE_HOME/)
    expect(second.left).toEqual([])
    await isWell(headgate)
  })

  it(
    'runs a second home beside the first, and SIGTERM to npm ends all of it',
    async () => {
      const second = await startHeadgate()
      await isWell(second)
      await isWell(headgate)

      second.signalNpm('SIGTERM')
      await second.ended()

      expect(existsSync(join(second.home, 'local.json'))).toBe(false)
      await isWell(headgate)
      rmSync(second.home, { recursive: true, force: true })
    },
    START_MS,
  )

  it(
    'says within five seconds that its broker or its store was killed, and mends itself',
    async () => {
      for (const name of ['broker-1', 'store']) {
        const killed = killNamed(name)
        await untilHealth(headgate, 503, 5_000)
        await isWell(headgate)
        expect(pidOf(name)).not.toBe(killed)
      }
    },
    START_MS,
  )

  it(
    'comes back from a kill -9 of everything with what it had',
    async () => {
      const { operatorToken } = headgate.localJson
      await headgate.kill9()
      expect(existsSync(join(home, 'local.json'))).toBe(true)

      headgate = await startHeadgate({ home })

      expect(headgate.localJson.operatorToken).toBe(operatorToken)
      await isWell(headgate)
      expect(readFileSync(join(home, 'diary.txt'), 'utf8')).toBe('mine')
    },
    START_MS,
  )

  it('ends with its API process, however that ends', async () => {
    process.kill(headgate.localJson.pid, 'SIGKILL')

    await headgate.ended()

    expect(headgate.pids()).toEqual([])
  })
})

function pidOf(name: string): number | undefined {
  return readProcessRecords(join(home, 'processes.json')).find((record) => record.name === name)
    ?.pid
}

function killNamed(name: string): number {
  const pid = pidOf(name)
  if (pid === undefined) throw new Error(`no ${name} runs`)
  process.kill(pid, 'SIGKILL')
  return pid
}

/** A busy machine may miss a look at one of its parts. */
async function isWell(stack: Headgate): Promise<void> {
  await untilHealth(stack, 200, WELL_WITHIN_MS)
}
