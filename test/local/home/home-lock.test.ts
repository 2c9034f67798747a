import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { afterAll, describe, expect, it } from '@jest/globals'
import { lockHome } from '../../../local/home/home-lock.ts'
import { homePaths } from '../../../local/home/home-paths.ts'
import { temporaryDirectory } from '../temporary-directory.ts'

const holders: ChildProcess[] = []
afterAll(() => {
  for (const holder of holders) holder.kill('SIGKILL')
})

async function lockedByAnother(home: string): Promise<ChildProcess> {
  const script = fileURLToPath(new URL('./hold-lock.ts', import.meta.url))
  const holder = spawn(process.execPath, [script, home], { stdio: ['ignore', 'pipe', 'inherit'] })
  holders.push(holder)
  await once(holder.stdout, 'data')
  return holder
}

function newHome(name: string) {
  const home = join(directory, name)
  mkdirSync(home)
  // What a stack that is ready shows; without it the lock waits for one that is stopping.
  writeFileSync(join(home, 'local.json'), '{}')
  return homePaths(home)
}

const directory = temporaryDirectory()

describe('the lock of a home', () => {
  it('keeps a second stack out and says what to do', async () => {
    const paths = newHome('busy')
    await lockedByAnother(paths.home)

    await expect(lockHome(paths)).rejects.toThrow(/is in use by another Headgate.*HEADGATE_HOME/)
  })

  it('is free as soon as its holder was killed, again and again', async () => {
    const paths = newHome('killed')
    for (let round = 0; round < 2; round++) {
      const holder = await lockedByAnother(paths.home)
      holder.kill('SIGKILL')
      await once(holder, 'exit')
    }

    const unlock = await lockHome(paths)

    expect(unlock).toBeInstanceOf(Function)
    unlock()
  })

  it('can be taken again after it was given back', async () => {
    const paths = newHome('again')
    const unlock = await lockHome(paths)
    unlock()

    const unlockAgain = await lockHome(paths)

    unlockAgain()
  })

  it('is refused when the file of the lock is something else', async () => {
    const paths = newHome('garbage')
    writeFileSync(
      paths.lock,
      'no database at all, and longer than a header of a hundred bytes '.repeat(20),
    )

    await expect(lockHome(paths)).rejects.toThrow(/lock file .* is damaged/)
  })
})
