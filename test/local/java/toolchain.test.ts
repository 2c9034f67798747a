import { join } from 'node:path'
import { describe, expect, it } from '@jest/globals'
import { compileJava } from '../../../local/java/compile.ts'
import { requireJava } from '../../../local/java/toolchain.ts'
import { fakeProgram } from '../fake-program.ts'
import { temporaryDirectory } from '../temporary-directory.ts'

const directory = temporaryDirectory()

function javaThatSays(version: string): NodeJS.ProcessEnv {
  const script = `echo 'openjdk version "${version}" 2025-04-15' >&2`
  return { PATH: fakeProgram(join(directory, version), 'java', script) }
}

describe('the Java that a stack needs', () => {
  it.each(['17', '17.0.15', '21.0.2', '24-ea'])('may be %s', async (version) => {
    expect(await requireJava(javaThatSays(version))).toBe('java')
  })

  it.each([
    ['11.0.2', 11],
    ['1.8.0_402', 8],
  ])('may not be %s', async (version, major) => {
    await expect(requireJava(javaThatSays(version))).rejects.toThrow(
      `Java ${major} (java) is too old: install Java 17 or newer`,
    )
  })

  it('is asked for when it is missing', async () => {
    await expect(requireJava({ PATH: directory })).rejects.toThrow(
      /Java was not found.*install Java 17/,
    )
  })

  it('comes from JAVA_HOME first', async () => {
    const home = join(directory, 'jdk')
    fakeProgram(join(home, 'bin'), 'java', `echo 'openjdk version "21"' >&2`)

    const java = await requireJava({ ...javaThatSays('11.0.2'), JAVA_HOME: home })

    expect(java).toBe(join(home, 'bin', 'java'))
  })

  it('must bring its compiler', async () => {
    const compiling = compileJava({
      sources: ['A.java'],
      classPath: '.',
      directory,
      env: { PATH: directory },
      signal: new AbortController().signal,
    })

    await expect(compiling).rejects.toThrow(/javac\) was not found: install a JDK/)
  })
})
