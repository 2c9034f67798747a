import { mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from '@jest/globals'
import {
  newHomeDescription,
  readHomeDescription,
  writeHomeDescription,
} from '../../../local/home/home-description.ts'
import { homePaths } from '../../../local/home/home-paths.ts'
import { temporaryDirectory } from '../temporary-directory.ts'

const directory = temporaryDirectory()

function newHome(name: string) {
  mkdirSync(join(directory, name))
  return homePaths(join(directory, name))
}

describe('the description of a home', () => {
  it('is read back as it was written', () => {
    const paths = newHome('written')
    const description = newHomeDescription(3)
    writeHomeDescription(paths, description)

    expect(readHomeDescription(paths)).toEqual(description)
  })

  it('is missing in a new home', () => {
    expect(readHomeDescription(newHome('new'))).toBeUndefined()
  })

  it.each([
    ['cut off', '{"layout":1,"clus'],
    ['empty', ''],
    ['of a later layout', '{"layout":2}'],
    ['without a cluster id', '{"layout":1,"brokers":1,"formatted":true}'],
  ])('is refused when it is %s', (_, text) => {
    const paths = newHome(`bad ${_}`)
    writeFileSync(paths.description, text)

    expect(() => readHomeDescription(paths)).toThrow(/is damaged .*home.json/)
  })
})
