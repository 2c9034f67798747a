import { existsSync, mkdirSync, readFileSync, statSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from '@jest/globals'
import { openHome } from '../../../local/home/open-home.ts'
import { temporaryDirectory } from '../temporary-directory.ts'

const directory = temporaryDirectory()

describe('opening a home', () => {
  it('makes a directory for its owner alone', () => {
    const paths = openHome(join(directory, 'new', 'home'))

    expect(statSync(paths.home).mode & 0o777).toBe(0o700)
    expect(existsSync(paths.outbox)).toBe(true)
  })

  it('leaves foreign files of an existing directory alone', () => {
    const home = join(directory, 'shared')
    mkdirSync(home)
    writeFileSync(join(home, 'diary.txt'), 'mine')

    openHome(home)

    expect(readFileSync(join(home, 'diary.txt'), 'utf8')).toBe('mine')
  })

  it('refuses a file, and a path below a file', () => {
    const file = join(directory, 'file')
    writeFileSync(file, '')

    expect(() => openHome(file)).toThrow(/is not a directory.*HEADGATE_HOME/)
    expect(() => openHome(join(file, 'below'))).toThrow(/is not a directory.*HEADGATE_HOME/)
  })
})
