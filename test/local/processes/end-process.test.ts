import { type ChildProcess, execFileSync, spawn } from 'node:child_process'
import { once } from 'node:events'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
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
  const child = spawn('sh', ['-c', script], { stdio: ['pipe', 'pipe', 'ignore'] })
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
    // The shell becomes a program that never asks how its child ended; only then the child may end.
    const { child, pid } = startShell('exec 3<&0; cat <&3 >&2 & echo $!; exec sleep 60')
    if (child.stdout === null) throw new Error('no output')
    const [output] = await once(child.stdout, 'data')
    const zombie = Number(output)
    await until(() => commandOf(pid) === 'sleep')
    child.stdin?.end()

    await until(() => processIdentity(zombie) === undefined)
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

function commandOf(pid: number): string {
  return execFileSync('ps', ['-o', 'comm=', '-p', String(pid)], { encoding: 'utf8' }).trim()
}

async function until(isTrue: () => boolean): Promise<void> {
  const deadline = performance.now() + 60_000
  while (!isTrue()) {
    if (performance.now() > deadline) throw new Error('it did not happen within a minute')
    await sleep(20)
  }
}
