import { afterEach, describe, expect, it } from '@jest/globals'
import { rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import type { Steps } from './ci-run-fixture.ts'
import { isRunning, makeRepository, readPid, results, startCi } from './ci-run-fixture.ts'

const roots: string[] = []

afterEach(() => {
  for (const root of roots.splice(0)) rmSync(root, { recursive: true, force: true })
})

function setup(steps: Steps) {
  const root = makeRepository(steps)
  roots.push(root)
  return { root, run: startCi(root) }
}

/** Starts a process that outlives its step and writes down its id; `setsid` takes it out of every group of ours. */
const leave = (program: string): string =>
  `${program} sleep 300 >/dev/null & echo $! > "$FIXTURE/left"`

describe('.ci/run', () => {
  it('ends with the counts of the suites', async () => {
    const { exitCode, lines } = await setup({ test: results(42, 0) }).run.ended
    expect(lines.at(-1)).toBe('42 passed, 0 failed')
    expect(exitCode).toBe(0)
  })

  it('fails when a test failed', async () => {
    const { exitCode, lines } = await setup({ test: results(40, 2) }).run.ended
    expect(lines.at(-1)).toBe('40 passed, 2 failed')
    expect(exitCode).toBe(1)
  })

  it('fails when a check failed, and still runs and counts the tests', async () => {
    const { exitCode, lines } = await setup({ check: 'exit 3', test: results(5, 0) }).run.ended
    expect(lines.at(-1)).toBe('5 passed, 0 failed')
    expect(exitCode).toBe(1)
  })

  it('fails when a suite broke off without a failed test', async () => {
    const { exitCode, lines } = await setup({ test: `${results(5, 0)}; exit 7` }).run.ended
    expect(lines.at(-1)).toBe('5 passed, 0 failed')
    expect(exitCode).toBe(1)
  })

  it('fails when no test ran', async () => {
    const { exitCode, lines } = await setup({ test: 'true' }).run.ended
    expect(lines.at(-1)).toBe('0 passed, 0 failed')
    expect(exitCode).toBe(1)
  })

  it('fails without testing anything when the installation failed', async () => {
    const { exitCode, lines } = await setup({ install: 'exit 1' }).run.ended
    expect(lines.at(-1)).toBe('0 passed, 0 failed')
    expect(exitCode).toBe(1)
  })

  it('fails when the suite failed that others run beside, and shows what it said', async () => {
    const { exitCode, lines } = await setup({ deploy: 'echo it waited in vain; exit 4' }).run.ended
    expect(lines).toContain('it waited in vain')
    expect(lines.at(-1)).toBe('1 passed, 0 failed')
    expect(exitCode).toBe(1)
  })

  it('gives its steps nothing to read', async () => {
    const { exitCode } = await setup({ check: 'cat' }).run.ended
    expect(exitCode).toBe(0)
  })
})

describe('what a step of .ci/run leaves running', () => {
  it.each(['env', 'setsid', 'nohup setsid'])(
    'is ended when it was started by %s',
    async (program) => {
      const { root, run } = setup({ check: leave(program) })
      const pid = await readPid(root, 'left')
      await run.ended
      expect(isRunning(pid)).toBe(false)
    },
  )

  it('is ended when it ignores being asked', async () => {
    const stubborn = `bash -c 'trap "" TERM; echo $$ > "$FIXTURE/left"; while :; do sleep 1; done' & `
    const { root, run } = setup({
      check: `${stubborn} until [ -s "$FIXTURE/left" ]; do sleep 0.05; done`,
    })
    const pid = await readPid(root, 'left')
    await run.ended
    expect(isRunning(pid)).toBe(false)
  })

  it('is ended and the suite beside it left alone', async () => {
    const until = (file: string) => `until [ -s "$FIXTURE/${file}" ]; do sleep 0.05; done`
    const { root, run } = setup({
      deploy: `echo $$ > "$FIXTURE/deploy"; ${until('over')}; echo it lived`,
      fuzz: `${until('deploy')}; ${leave('setsid')}`,
    })
    const left = await readPid(root, 'left')
    const deploy = await readPid(root, 'deploy')
    await run.said('== npm run test:fuzz: ')
    expect([isRunning(left), isRunning(deploy)]).toEqual([false, true])
    writeFileSync(join(root, 'over'), 'yes')
    const { exitCode, lines } = await run.ended
    expect(lines).toContain('it lived')
    expect(exitCode).toBe(0)
  })

  it('is ended with the suite that others run beside when the run is told to stop', async () => {
    const { root, run } = setup({ deploy: `${leave('setsid')}; sleep 300`, fuzz: 'sleep 300' })
    const pid = await readPid(root, 'left')
    run.process.kill('SIGTERM')
    const { exitCode } = await run.ended
    expect(isRunning(pid)).toBe(false)
    expect(exitCode).not.toBe(0)
  })

  it('is ended when the run itself is told to stop', async () => {
    const { root, run } = setup({ test: `${leave('setsid')}; sleep 300` })
    const pid = await readPid(root, 'left')
    expect(isRunning(pid)).toBe(true)
    run.process.kill('SIGTERM')
    const { exitCode, lines } = await run.ended
    expect(isRunning(pid)).toBe(false)
    expect(lines.at(-1)).toBe('0 passed, 0 failed')
    expect(exitCode).not.toBe(0)
  })
})
