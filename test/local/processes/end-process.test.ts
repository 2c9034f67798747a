import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { join } from 'node:path'
import { afterAll, describe, expect, it } from '@jest/globals'
import { endSurvivors } from '../../../local/processes/end-process.ts'
import { processIdentity } from '../../../local/processes/process-identity.ts'
import { keepProcessRecords, readProcessRecords } from '../../../local/processes/process-records.ts'
import { writeFileSync } from 'node:fs'
import { temporaryDirectory } from '../temporary-directory.ts'

const directory = temporaryDirectory()
const started: ChildProcess[] = []
afterAll(() => {
  for (const child of started) child.kill('SIGKILL')
})

function startShell(script: string): { child: ChildProcess; pid: number } {
  const child = spawn('sh', ['-c', script], { stdio: ['ignore', 'pipe', 'ignore'] })
  started.push(child)
  if (child.pid === undefined) throw new Error('no shell')
  return { child, pid: child.pid }
}

async function startSleeper(script = 'exec sleep 60') {
  const { child, pid } = startShell(`echo ready; ${script}`)
  if (child.stdout === null) throw new Error('no output')
  const [output] = await once(child.stdout, 'data')
  return { child, pid, output: String(output) }
}

describe('a start that finds survivors', () => {
  it('ends those that its home records', async () => {
    const { child, pid } = await startSleeper()
    const path = join(directory, 'processes.json')
    keepProcessRecords(path).add('broker-1', pid)
    const ended = once(child, 'exit')

    const count = await endSurvivors(readProcessRecords(path))

    expect(count).toBe(1)
    expect(await ended).toEqual([null, 'SIGTERM'])
  })

  it('ends one that ignores a polite request by force', async () => {
    const { child, pid } = await startSleeper('trap "" TERM; while :; do sleep 1; done')
    const path = join(directory, 'stubborn.json')
    keepProcessRecords(path).add('broker-1', pid)
    const ended = once(child, 'exit')

    await endSurvivors(readProcessRecords(path))

    expect(await ended).toEqual([null, 'SIGKILL'])
  })

  it('leaves a process alone that has the id of a former one', async () => {
    const { pid } = await startSleeper()

    const count = await endSurvivors([{ name: 'broker-1', pid, identity: 'another boot/12345' }])

    expect(count).toBe(0)
    expect(processIdentity(pid)).toBeDefined()
  })

  it('takes a zombie for ended', async () => {
    // The shell replaces itself by a program that never asks how the other one ended.
    const { child } = startShell('true & echo $!; exec sleep 60')
    if (child.stdout === null) throw new Error('no output')
    const [output] = await once(child.stdout, 'data')
    const zombie = Number(output)

    await expect(waitUntilEnded(zombie)).resolves.toBeUndefined()
    expect(() => process.kill(zombie, 0)).not.toThrow()
  })

  it('forgets processes that have ended, and reads a damaged list as empty', async () => {
    const { pid } = await startSleeper()
    const path = join(directory, 'forgotten.json')
    const records = keepProcessRecords(path)
    records.add('store', pid)
    records.remove(pid)
    expect(readProcessRecords(path)).toEqual([])

    writeFileSync(path, '[{"pid":')
    expect(readProcessRecords(path)).toEqual([])
  })
})

async function waitUntilEnded(pid: number): Promise<void> {
  const deadline = Date.now() + 10_000
  while (processIdentity(pid) !== undefined) {
    if (Date.now() > deadline) throw new Error(`process ${pid} still counts as running`)
    await new Promise((resolve) => setTimeout(resolve, 20))
  }
}
