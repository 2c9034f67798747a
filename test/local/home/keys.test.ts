import { chmodSync, mkdirSync, rmSync, statSync, truncateSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from '@jest/globals'
import { openHome } from '../../../local/home/open-home.ts'
import { loadKeys } from '../../../local/home/keys.ts'
import { temporaryDirectory } from '../temporary-directory.ts'

const directory = temporaryDirectory()

function newHome(name: string) {
  const home = join(directory, name)
  mkdirSync(home)
  return openHome(home)
}

describe('the keys of a home', () => {
  it('are made once and stay the same', () => {
    const paths = newHome('once')
    const made = loadKeys(paths, true)

    expect(loadKeys(paths, false)).toEqual(made)
  })

  it('complete a first start that was cut short without replacing what it had made', () => {
    const paths = newHome('half')
    const made = loadKeys(paths, true)
    rmSync(join(paths.keys, 'ca-key.pem'))

    const completed = loadKeys(paths, true)

    expect(completed.sealingKey).toEqual(made.sealingKey)
    expect(completed.caKeyPem).not.toBe(made.caKeyPem)
  })

  it('are for the owner alone, even if somebody opened them', () => {
    const paths = newHome('modes')
    loadKeys(paths, true)
    chmodSync(join(paths.keys, 'sealing-key'), 0o644)

    loadKeys(paths, false)

    expect(statSync(join(paths.keys, 'sealing-key')).mode & 0o777).toBe(0o600)
  })

  it.each([
    'token-pepper',
    'sealing-key',
    'session-signing-key.pem',
    'operator-token',
    'ca-key.pem',
  ])('are refused when %s is cut off', (name) => {
    const paths = newHome(`cut-${name}`)
    loadKeys(paths, true)
    truncateSync(join(paths.keys, name), 12)

    expect(() => loadKeys(paths, false)).toThrow(new RegExp(`damaged .*${name} is not whole`))
  })

  it('are never replaced in a home that has been in use', () => {
    const paths = newHome('lost')
    loadKeys(paths, true)
    rmSync(join(paths.keys, 'sealing-key'))

    expect(() => loadKeys(paths, false)).toThrow(/sealing-key is missing/)
  })
})
