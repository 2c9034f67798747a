import { mkdirSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from '@jest/globals'
import { describeHome } from '../../local/describe-home.ts'
import {
  clustersOf,
  readHomeDescription,
  withFormatted,
  writeHomeDescription,
} from '../../local/home/home-description.ts'
import { homePaths } from '../../local/home/home-paths.ts'
import { temporaryDirectory } from './temporary-directory.ts'

const directory = temporaryDirectory()
const ANY = { brokers: undefined, clusters: undefined }

function newHome(name: string) {
  mkdirSync(join(directory, name))
  return homePaths(join(directory, name))
}

describe('What a home is from a start on', () => {
  it('has one cluster of one broker unless more are asked for', () => {
    const description = describeHome(newHome('plain'), ANY)
    expect(clustersOf(description)).toEqual([
      { clusterId: description.clusterId, formatted: false },
    ])
    expect(description.brokers).toBe(1)
  })

  it('gets clusters of their own, and keeps them', () => {
    const paths = newHome('two')
    const made = describeHome(paths, { ...ANY, clusters: 2 })
    const [first, second] = clustersOf(made)
    expect(first?.clusterId).not.toBe(second?.clusterId)
    expect(describeHome(paths, ANY)).toEqual(made)
    expect(readHomeDescription(paths)).toEqual(made)
  })

  it('gets one more at a later start, which leaves the others as they are', () => {
    const paths = newHome('grown')
    const first = withFormatted(describeHome(paths, ANY), 0)
    writeHomeDescription(paths, first)
    const grown = describeHome(paths, { ...ANY, clusters: 3 })
    expect(clustersOf(grown).map(({ formatted }) => formatted)).toEqual([true, false, false])
    expect(grown.clusterId).toBe(first.clusterId)
    const [, second, third] = clustersOf(withFormatted(grown, 2))
    expect([second?.formatted, third?.formatted]).toEqual([false, true])
  })

  it('never loses one, nor changes how many brokers there are', () => {
    const paths = newHome('kept')
    describeHome(paths, { ...ANY, clusters: 2 })
    expect(() => describeHome(paths, { ...ANY, clusters: 1 })).toThrow(
      'HEADGATE_CLUSTERS is "1", but the home',
    )
    expect(() => describeHome(paths, { ...ANY, brokers: 3 })).toThrow('HEADGATE_BROKERS is "3"')
  })
})
