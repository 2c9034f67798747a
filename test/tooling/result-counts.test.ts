import { afterEach, beforeEach, describe, expect, it } from '@jest/globals'
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { countsLine, sumCounts } from './result-counts.ts'

let folder: string

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'headgate-counts-'))
})

afterEach(() => {
  rmSync(folder, { recursive: true })
})

describe('the counts of several runs', () => {
  it('adds up every result file, however deep it lies', () => {
    mkdirSync(join(folder, 'suite'))
    writeFileSync(join(folder, 'a.json'), '{"numPassedTests":2,"numFailedTests":1}')
    writeFileSync(join(folder, 'suite/b.json'), '{"numPassedTests":40,"numFailedTests":0}')
    expect(sumCounts(folder)).toEqual({ passed: 42, failed: 1 })
  })

  it('counts a test file that could not be run as a failure', () => {
    const result = '{"numPassedTests":3,"numFailedTests":0,"numRuntimeErrorTestSuites":1}'
    writeFileSync(join(folder, 'a.json'), result)
    expect(sumCounts(folder)).toEqual({ passed: 3, failed: 1 })
  })

  it('is nothing when nothing ran', () => {
    expect(sumCounts(folder)).toEqual({ passed: 0, failed: 0 })
  })

  it('refuses a file that is no result, rather than guess', () => {
    writeFileSync(join(folder, 'a.json'), '{"passed":"many"}')
    expect(() => sumCounts(folder)).toThrow()
  })

  it('reads as one line', () => {
    expect(countsLine({ passed: 42, failed: 0 })).toBe('42 passed, 0 failed')
  })
})
