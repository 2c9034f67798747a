import { spawn } from 'node:child_process'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { text } from 'node:stream/consumers'
import { CreateEmailIdentityCommand } from '@aws-sdk/client-sesv2'
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals'
import { openMsk } from '../../adapters/msk/msk-client.ts'
import { openSes } from '../../adapters/ses/ses-client.ts'
import { createCell } from './emulated-cell.ts'
import { type Emulator, startEmulator } from './start-emulator.ts'

const folder = mkdtempSync(join(tmpdir(), 'headgate-preflight-'))
const file = join(folder, 'production.json')
let emulator: Emulator
let clusterArn = ''

beforeAll(async () => {
  emulator = await startEmulator({})
  Object.assign(process.env, emulator.environment)
  clusterArn = (await createCell(openMsk(emulator.region))).clusterArn
}, 600_000)

afterAll(async () => {
  await emulator?.stop()
  rmSync(folder, { recursive: true })
})

/** What `npm run` of one of our executables says of a configuration. */
async function said(executable: string, changes: object, more: NodeJS.ProcessEnv = {}) {
  const existing = { clusterArn, brokers: 1, replicationFactor: 1 }
  const cells = [{ name: 'old', existing }]
  const mail = { from: 'kafka@example.com' }
  const configuration = { region: 'us-east-1', size: 'dev', cells, mail, ...changes }
  writeFileSync(file, JSON.stringify(configuration))
  const env = { ...process.env, ...emulator.environment, ...more }
  const child = spawn(process.execPath, [executable, file], { env, timeout: 300_000 })
  const [out, err, code] = await Promise.all([
    text(child.stdout),
    text(child.stderr),
    new Promise((resolve) => child.once('close', resolve)),
  ])
  return { code, lines: `${out}${err}`.trim().split('\n') }
}

describe('npm run preflight', () => {
  it('names a sender that is not verified and a cluster that is not ACTIVE', async () => {
    await emulator.configure({ clusterState: 'HEALING' })
    expect(await said('bin/preflight.ts', {})).toEqual({
      code: 1,
      lines: [
        `${file}: mail.from is kafka@example.com, which Amazon SES has not verified in us-east-1, nor its domain.`,
        `${file}: cells has the cell "old", which cannot be one now. Amazon MSK does not call its cluster ACTIVE.`,
      ],
    })
  }, 600_000)

  it('has nothing to say once both are as they should be', async () => {
    await emulator.configure({ clusterState: '' })
    const verified = new CreateEmailIdentityCommand({ EmailIdentity: 'example.com' })
    await openSes(emulator.region).send(verified)
    const lines = ['Nothing in the account stands against this deployment.']
    expect(await said('bin/preflight.ts', {})).toEqual({ code: 0, lines })
  }, 600_000)

  it('names a cluster that is not there', async () => {
    const gone = clusterArn.replace(/cluster\/.*/, 'cluster/gone/1-2')
    const existing = { clusterArn: gone, brokers: 1, replicationFactor: 1 }
    const found = await said('bin/preflight.ts', { cells: [{ name: 'old', existing }] })
    expect(found.code).toBe(1)
    expect(found.lines).toEqual([
      expect.stringMatching(/cells has the cell "old", whose cluster cannot be looked at: .+\.$/),
    ])
  }, 600_000)

  it('and synth say what is wrong with a configuration in one sentence, without a stack', async () => {
    const line = `${file}: cells names the cell "one" twice.`
    const cell = { name: 'one', size: 'dev' }
    const twice = { cells: [cell, cell] }
    expect(await said('bin/preflight.ts', twice)).toEqual({ code: 1, lines: [line] })
    const CDK_CONTEXT_JSON = JSON.stringify({ headgate: file })
    const synth = await said('bin/app.ts', twice, { CDK_CONTEXT_JSON })
    expect(synth).toEqual({ code: 1, lines: [line] })
  }, 600_000)
})
