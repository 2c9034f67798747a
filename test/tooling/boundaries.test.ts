import { afterAll, beforeAll, describe, expect, it } from '@jest/globals'
import { spawnSync } from 'node:child_process'
import { readFileSync, rmSync } from 'node:fs'
import { resolve } from 'node:path'
import * as z from 'zod'
import { BoundaryFixture, importForms } from './boundary-fixture.ts'

const packageJson = z.object({ scripts: z.object({ 'check:boundaries': z.string() }) })
interface WrongImport {
  from: string
  to: string
  rule: string
}

const wrongImports: readonly WrongImport[] = [
  { from: 'core/topic', to: '../../adapters/kafka/admin.ts', rule: 'core-is-pure' },
  { from: 'core/topic', to: '@aws-sdk/client-dynamodb', rule: 'core-is-pure' },
  { from: 'core/topic', to: 'node:fs', rule: 'core-is-pure' },
  {
    from: 'core/topic',
    to: '../credential/rotate-credential.ts',
    rule: 'core-noun-uses-types-and-ports',
  },
  { from: 'core/kernel', to: '../topic/topic.ts', rule: 'core-kernel-is-closed' },
  { from: 'adapters/kafka', to: '../dynamodb/store.ts', rule: 'adapters-stand-alone' },
  { from: 'adapters/kafka', to: '@aws-sdk/client-dynamodb', rule: 'adapters-kafka-own-sdk' },
  { from: 'adapters/kafka', to: '../../lambdas/http/routes.ts', rule: 'adapters-kafka-own-sdk' },
  {
    from: 'adapters/unheard-of',
    to: '@aws-sdk/client-dynamodb',
    rule: 'adapters-know-their-sdk-only',
  },
  {
    from: 'lambdas/http',
    to: '../../adapters/kafka/admin.ts',
    rule: 'only-containers-import-adapters',
  },
  {
    from: 'lambdas/jobs',
    to: '@aws-sdk/client-dynamodb',
    rule: 'lambdas-import-core-and-middy',
  },
  { from: 'lambdas/http', to: '../../local/start.ts', rule: 'lambdas-import-core-and-middy' },
  { from: 'local', to: '../adapters/kafka/admin.ts', rule: 'only-containers-import-adapters' },
  { from: 'local', to: '../lambdas/container.ts', rule: 'local-runs-the-same-handlers' },
  { from: 'lib/stacks', to: '../../core/topic/topic.ts', rule: 'lib-is-cdk' },
  { from: 'cli', to: '../core/topic/topic.ts', rule: 'clients-use-the-client' },
  { from: 'console', to: '../cli/main.ts', rule: 'clients-use-the-client' },
  { from: 'client', to: '../core/topic/topic.ts', rule: 'client-stands-alone' },
  { from: 'bench', to: '../test/support.ts', rule: 'nobody-imports-tests' },
]

const cases = wrongImports.flatMap((wrong, boundary) =>
  Object.entries(importForms).map(([form, write], index) => ({
    ...wrong,
    form,
    path: `${wrong.from}/wrong-${boundary}-${index}.ts`,
    text: write(wrong.to),
  })),
)

const rightImports: Record<string, readonly string[]> = {
  'core/topic/create-topic.ts': ['./topic.ts', '../kernel/clock.ts', 'zod'],
  'core/topic/topic-limits.ts': [
    '../credential/credential.ts',
    '../credential/credential-ports.ts',
  ],
  'core/tenant/settle-tenant.ts': ['../credential/rotate-credential.ts'],
  'core/reconcile/plan.ts': ['../credential/rotate-credential.ts', '../topic/topic.ts'],
  'adapters/dynamodb/topics.ts': ['../../core/topic/topic.ts', '@aws-sdk/client-dynamodb'],
  'adapters/memory/keys.ts': ['node:crypto'],
  'lambdas/http/topics.ts': ['../../core/topic/topic.ts', '@middy/core', 'node:crypto'],
  'lambdas/container.ts': ['../adapters/kafka/admin.ts', '../adapters/dynamodb/store.ts'],
  'lambdas/secrets-container.ts': ['../adapters/kafka/admin.ts'],
  'local/container.ts': ['../adapters/kafka/admin.ts', '../lambdas/http/routes.ts'],
  'local/serve.ts': ['../lambdas/jobs/run.ts', './container.ts', 'node:http'],
  'lib/stacks/api.ts': ['aws-cdk-lib'],
  'cli/tenant/list.ts': ['../../client/client.ts'],
  'test/everything.test.ts': ['../core/topic/topic.ts', '../adapters/kafka/admin.ts'],
}

function writeRightTree(fixture: BoundaryFixture): void {
  for (const name of ['zod', '@middy/core', '@aws-sdk/client-dynamodb', 'aws-cdk-lib']) {
    fixture.install(name)
  }
  const targets = Object.entries(rightImports).flatMap(([path, specifiers]) =>
    specifiers
      .filter(isRelative)
      .map((specifier) => new URL(specifier, `file:///${path}`).pathname),
  )
  for (const target of new Set(targets)) fixture.write(target.slice(1))
  for (const [path, specifiers] of Object.entries(rightImports)) {
    fixture.write(path, specifiers.map((specifier) => `import '${specifier}'`).join('\n'))
  }
}

const isRelative = (specifier: string): boolean => specifier.startsWith('.')

interface Cruise {
  exitCode: number | null
  broken: readonly string[]
}

/** Runs the very command of `npm run check:boundaries` on another tree. */
function cruise(root: string): Cruise {
  const { scripts } = packageJson.parse(JSON.parse(readFileSync('package.json', 'utf8')))
  const [program, ...args] = scripts['check:boundaries'].split(' ')
  expect(program).toBe('depcruise')
  const cli = resolve('node_modules/.bin/depcruise')
  const run = spawnSync(process.execPath, [cli, ...args], {
    cwd: root,
    encoding: 'utf8',
    timeout: 60_000,
  })
  const reported = [...run.stdout.matchAll(/^\s*error (\S+): (\S+) → /gm)]
  const broken = reported.map(([, rule, path]) => `${path} breaks ${rule}`)
  return { exitCode: run.status, broken }
}

const right = new BoundaryFixture()
const wrong = new BoundaryFixture()

afterAll(() => {
  for (const { root } of [right, wrong]) rmSync(root, { recursive: true, force: true })
})

describe('a tree that keeps the boundaries', () => {
  it('passes check:boundaries', () => {
    writeRightTree(right)
    expect(cruise(right.root)).toMatchObject({ exitCode: 0, broken: [] })
  })
})

describe('a tree with imports across the boundaries', () => {
  let result: Cruise

  beforeAll(() => {
    writeRightTree(wrong)
    for (const path of [
      'lambdas/container.ts',
      'local/start.ts',
      'cli/main.ts',
      'test/support.ts',
    ]) {
      wrong.write(path)
    }
    for (const { path, text } of cases) wrong.write(path, text)
    wrong.write('core/plan/a.ts', "import type { Thing } from './b.ts'\nexport type A = Thing")
    wrong.write('core/plan/b.ts', "import type { A } from './a.ts'\nexport type Thing = A[]")
    result = cruise(wrong.root)
  })

  it('fails check:boundaries', () => {
    expect(result.exitCode).toBeGreaterThan(0)
  })

  it('reports a cycle that only types make', () => {
    expect(result.broken).toContain('core/plan/a.ts breaks no-cycles')
  })

  it.each(cases)('reports the $form of $to in $from', ({ path, rule }) => {
    expect(result.broken).toContain(`${path} breaks ${rule}`)
  })
})
