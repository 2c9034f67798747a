import { describe, expect, it } from '@jest/globals'
import { callLedger, Killed } from './call-ledger.ts'
import { crashEverywhere } from './crash-points.ts'
import { flaws } from './flaws.ts'
import { flows } from './flows.ts'

function flowNamed(wanted: string) {
  const found = flows.find(({ name }) => name === wanted)
  if (found === undefined) throw new Error(`There is no flow ${wanted}.`)
  return found
}

describe('The crash harness', () => {
  it.each(flaws)('notices when $name', async ({ flaw, flow }) => {
    const noticed = await crashEverywhere(flowNamed(flow), flaw).then(
      ({ differences }) => differences,
      // It may not even come to rest without a crash.
      (error: unknown) => [String(error)],
    )
    expect(noticed.length).toBeGreaterThan(0)
  })

  it('lets nothing that a killed process still tries have an effect', () => {
    const done: string[] = []
    const { through, calls, struck } = callLedger({ at: 1, when: 'after', error: new Killed('1') })
    through('first', () => done.push('first'))
    expect(() => through('second', () => done.push('second'))).toThrow(Killed)
    expect(() => through('third', () => done.push('third'))).toThrow(Killed)
    expect({ done, calls, struck }).toEqual({
      done: ['first', 'second'],
      calls: ['first', 'second'],
      struck: ['second'],
    })
  })

  it('kills before a call without letting it begin', () => {
    const done: string[] = []
    const { through, struck } = callLedger({ at: 0, when: 'before', error: new Killed('0') })
    expect(() => through('only', () => done.push('only'))).toThrow(Killed)
    expect({ done, struck }).toEqual({ done: [], struck: ['only'] })
  })

  it('crashes every flow at calls of the store, the secrets and the cluster', async () => {
    const { calls } = await crashEverywhere(flowNamed('create'))
    expect(new Set(calls.map((call) => call.split('.')[0]))).toEqual(
      new Set(['answers', 'tenants', 'signal', 'clusters', 'admins', 'admin', 'secrets']),
    )
  })
})
