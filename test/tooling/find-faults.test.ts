import { describe, expect, it } from '@jest/globals'
import { findFaults } from './find-faults.ts'

const lines = (count: number): string => Array.from({ length: count }, () => 'let a\n').join('')
const functionOf = (count: number): string => `function long() {\n${lines(count - 2)}}\n`
const faultsOf = (path: string, text: string): string[] => findFaults([{ path, text }]).faults

describe('the size of files and functions', () => {
  it('accepts a file of 200 lines and refuses one of 201', () => {
    expect(faultsOf('lib/a.ts', lines(200))).toEqual([])
    expect(faultsOf('lib/a.ts', lines(201))).toEqual(['lib/a.ts has 201 lines; at most 200'])
  })

  it('accepts a function of 70 lines and refuses one of 71', () => {
    expect(faultsOf('cli/a.ts', functionOf(70))).toEqual([])
    expect(faultsOf('cli/a.ts', functionOf(71))).toEqual([
      'cli/a.ts:1 long has 71 lines; at most 70',
    ])
  })

  it.each([
    ['an arrow function', `const long = () => {\n${lines(70)}}\n`],
    ['a method', `class Store {\n  long() {\n${lines(70)}}\n}\n`],
    ['a constructor', `class Stack {\n  constructor() {\n${lines(70)}}\n}\n`],
  ])('measures %s as well', (_what, text) => {
    expect(faultsOf('lib/a.ts', text)).toEqual([expect.stringContaining('at most 70')])
  })

  it('lets a test be long', () => {
    expect(faultsOf('test/a.test.ts', lines(300))).toEqual([])
  })
})

describe('the purity of the core', () => {
  it.each([
    'const at = Date.now()',
    'const at = new Date()',
    'const at = Date()',
    'const odds = Math.random()',
    'const home = process.env.HOME',
    'const id = crypto.randomUUID()',
    'const answer = await fetch(url)',
    'const timer = setTimeout(run, 5)',
  ])('refuses %s', (text) => {
    expect(faultsOf('core/topic/a.ts', text)).toHaveLength(1)
    expect(faultsOf('adapters/system/a.ts', text)).toEqual([])
  })

  it.each([
    'const at = new Date(ms)',
    'const most = Math.max(1, 2)',
    'const { fetch } = ports',
    'const next = job.process()',
    'interface Job { process(): void }',
    'function run(process: Job) {}',
    'const job = { process: run }',
    'const note = "call Date.now() elsewhere"',
  ])('accepts %s', (text) => {
    expect(faultsOf('core/topic/a.ts', text)).toEqual([])
  })
})

describe('barrels', () => {
  it.each([
    "export * from './b.ts'",
    "export type { B } from './b.ts'",
    "export { b } from './b.ts'",
  ])('refuses %s', (text) => {
    expect(faultsOf('client/a.ts', text)).toEqual([expect.stringContaining('re-exports')])
  })

  it('accepts what a file exports of its own', () => {
    expect(faultsOf('client/a.ts', 'const b = 1\nexport { b }\n')).toEqual([])
  })
})

describe('words that no file may hold', () => {
  it.each([
    ['// @ts', '-ignore'],
    ['// @ts', '-nocheck'],
    ['// biome', '-ignore lint: because'],
    ['// TO', 'DO later'],
    ['// FIX', 'ME'],
    ['https://regis', 'try.example.org/x.tgz'],
    ['https://repo1', '.example.org/maven2'],
    ['files', '.example.org'],
    ['"resolved": "htt', 'ps://example.org/x.tgz"'],
  ])('refuses %s%s', (head, tail) => {
    expect(faultsOf('docs/a.md', `one\n${head}${tail}\n`)).toEqual([
      expect.stringMatching(/^docs\/a\.md:2 /),
    ])
  })

  it.each([
    'registry.get(name)',
    'this.files.com()',
    'proxies.com',
    'const mirrors = 3',
    'notTODO',
  ])('accepts %s', (text) => {
    expect(faultsOf('cli/a.ts', text)).toEqual([])
  })

  it('refuses the very host that this machine fetches from', () => {
    const tree = [{ path: 'docs/a.md', text: 'npm i --from https://packages.example/npm' }]
    expect(findFaults(tree, 'packages.example').faults).toHaveLength(1)
    expect(findFaults(tree).faults).toEqual([])
  })

  it.each([
    'lib/utils/a.ts',
    'cli/common/a.ts',
    'core/shared/a.ts',
    'test/helpers/a.ts',
    'lib/helpers.ts',
  ])('refuses the name %s', (path) => {
    expect(faultsOf(path, '')).toEqual([expect.stringContaining('name the idea')])
  })

  it('accepts a name that only begins like one of those', () => {
    expect(faultsOf('lib/shared-vpc.ts', '')).toEqual([])
  })
})
