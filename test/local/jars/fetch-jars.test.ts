import { mkdirSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from '@jest/globals'
import { fetchJars } from '../../../local/jars/fetch-jars.ts'
import { fakeProgram } from '../fake-program.ts'
import { temporaryDirectory } from '../temporary-directory.ts'

const directory = temporaryDirectory()

function fetchWith(path: string): { done: Promise<void>; notes: string[] } {
  const notes: string[] = []
  const done = fetchJars({
    pom: 'pom.xml',
    directory,
    env: { PATH: path },
    signal: new AbortController().signal,
    note: (text) => notes.push(text),
  })
  return { done, notes }
}

describe('fetching jars with Maven', () => {
  it('counts the jars', async () => {
    const lines = [
      '[INFO] Downloaded from central: repo/a.jar (1 kB)',
      '[INFO] Copying a.jar to /x/a.jar',
      '[INFO] Copying b.jar to /x/b.jar',
    ]
    const script = lines.map((line) => `echo '${line}'`).join('\n')
    const { done, notes } = fetchWith(fakeProgram(join(directory, 'ok'), 'mvn', script))

    await done

    expect(notes.at(-1)).toBe('2 jars, 1 of them downloaded')
  })

  it('says so when Maven is missing', async () => {
    const empty = join(directory, 'empty')
    mkdirSync(empty)

    await expect(fetchWith(empty).done).rejects.toThrow(/Maven \(mvn\) was not found.*install it/)
  })

  it('says so when nothing can be downloaded', async () => {
    const script = 'echo "[ERROR] Could not transfer artifact x: Unknown host"; exit 1'
    const path = fakeProgram(join(directory, 'offline'), 'mvn', script)

    await expect(fetchWith(path).done).rejects.toThrow(/connect to the Internet/)
  })

  it('quotes any other error of Maven', async () => {
    const path = fakeProgram(join(directory, 'bad'), 'mvn', 'echo "[ERROR] bad pom"; exit 1')

    await expect(fetchWith(path).done).rejects.toThrow(/Maven .* \(bad pom\)/)
  })
})
