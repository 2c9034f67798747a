import { afterEach, beforeEach, describe, expect, it } from '@jest/globals'
import { execFileSync } from 'node:child_process'
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { findPython } from './find-python.ts'

let folder: string
const pythonOf = (minor: number) => join(folder, 'versions', `3.${minor}.1`, 'bin', 'python3')

/** A machine whose pyenv has such Pythons, and whose `python3` is one of pyenv's that stands for none. */
function machineWith(...minors: readonly number[]) {
  for (const minor of minors) install(pythonOf(minor), `echo ${minor}`)
  install(join(folder, 'bin', 'python3'), 'exit 127')
  return { PATH: join(folder, 'bin'), PYENV_ROOT: folder }
}

function install(path: string, says: string): void {
  mkdirSync(dirname(path), { recursive: true })
  writeFileSync(path, `#!/bin/sh\n${says}\n`, { mode: 0o755 })
}

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'headgate-python-'))
})
afterEach(() => rmSync(folder, { recursive: true }))

describe('findPython', () => {
  it('finds one that runs and is new enough', () => {
    const version = execFileSync(findPython(12), ['--version'], { encoding: 'utf8' })
    expect(Number(/^Python 3\.([0-9]+)/.exec(version)?.[1])).toBeGreaterThanOrEqual(12)
  })

  it('takes the one of pyenv that is new enough, when python3 is not', () => {
    expect(findPython(12, machineWith(9, 12))).toBe(pythonOf(12))
  })

  it('takes one beside the one that runs, in a home that has none', () => {
    const { PATH } = machineWith(9, 12)
    install(
      join(folder, 'bin', 'python3'),
      `case "$2" in *prefix*) echo ${join(folder, 'versions', '3.9.1')};; *) echo 9;; esac`,
    )
    expect(findPython(12, { PATH, PYENV_ROOT: join(folder, 'empty') })).toBe(pythonOf(12))
  })

  it('says what is missing when there is none', () => {
    expect(() => findPython(12, machineWith(9))).toThrow('Python 3.12 or later is needed')
  })
})
