import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterEach, describe, expect, it } from '@jest/globals'
import { keepProcessRecords, readProcessRecords } from '../../../local/processes/process-records.ts'
import { Supervisor } from '../../../local/processes/supervisor.ts'
import { temporaryDirectory } from '../temporary-directory.ts'

const directory = temporaryDirectory()
const running: Supervisor[] = []
afterEach(async () => {
  await Promise.all(running.splice(0).map((supervisor) => supervisor.stop()))
})

function setup(name: string, script: string, probe = async () => true) {
  const recordsPath = join(directory, `${name}.json`)
  const logPath = join(directory, `${name}.log`)
  const supervisor = new Supervisor(
    {
      name,
      command: 'sh',
      args: ['-c', script],
      cwd: directory,
      logPath,
      readyLine: /ready/,
      probe,
    },
    keepProcessRecords(recordsPath),
  )
  running.push(supervisor)
  return { supervisor, logPath, pid: () => readProcessRecords(recordsPath)[0]?.pid }
}

describe('a supervised process', () => {
  it('is up once it said so, and gone after a stop', async () => {
    const { supervisor, pid, logPath } = setup('plain', 'echo ready; exec cat')

    await supervisor.start()
    expect(supervisor.health()).toBe('up')
    expect(readFileSync(logPath, 'utf8')).toBe('ready\n')

    await supervisor.stop()
    expect(supervisor.health()).toBe('down')
    expect(pid()).toBeUndefined()
  })

  it('is down at its death and up again after a restart', async () => {
    const { supervisor, pid } = setup('mortal', 'echo ready; exec cat')
    await supervisor.start()
    const first = pid()

    process.kill(first ?? 0, 'SIGKILL')

    await until(() => supervisor.health() === 'down')
    await until(() => supervisor.health() === 'up')
    expect(pid()).not.toBe(first)
  })

  it('is down while it runs but does not answer', async () => {
    let answers = true
    const { supervisor } = setup('hanging', 'echo ready; exec cat', async () => answers)
    await supervisor.start()

    answers = false
    await until(() => supervisor.health() === 'down')

    answers = true
    await until(() => supervisor.health() === 'up')
  })

  it('that fails to start is quoted, with the place of its log', async () => {
    const { supervisor, logPath } = setup(
      'failing',
      'echo "ERROR no such luck"; echo "  at somewhere"',
    )

    await expect(supervisor.start()).rejects.toThrow(
      new RegExp(`failing ended .*ERROR no such luck.*${logPath}`),
    )
  })
})

async function until(isTrue: () => boolean): Promise<void> {
  const deadline = Date.now() + 60_000
  while (!isTrue()) {
    if (Date.now() > deadline) throw new Error('it did not happen within a minute')
    await new Promise((resolve) => setTimeout(resolve, 20))
  }
}
