import { spawnSync } from 'node:child_process'
import { closeSync, openSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from '@jest/globals'
import type { Metafile } from 'esbuild'
import { bundleFunction } from '../../bench/bundle-function.ts'
import { temporaryDirectory } from '../local/temporary-directory.ts'

const folder = temporaryDirectory()

async function bundleOf(
  entry: string,
): Promise<{ path: string; bytes: number; metafile: Metafile }> {
  const path = join(folder, `${entry}.mjs`)
  const { contents, metafile } = await bundleFunction(`lambdas/${entry}.ts`)
  writeFileSync(path, contents)
  return { path, bytes: contents.length, metafile }
}

function packagesOf({ inputs }: Metafile): readonly string[] {
  const names = Object.keys(inputs).flatMap(
    (path) => /.*node_modules\/((?:@[^/]+\/)?[^/]+)\//.exec(path)?.[1] ?? [],
  )
  return [...new Set(names)]
}

/** Starts the bundle as Lambda does, with an environment that says nothing; answers with the error that ended it. */
function start(path: string): string {
  const { PATH = '' } = process.env
  // A file, as a pipe would lose the end: Node shows the line of the fault first, which is most of a minified bundle.
  const said = openSync(`${path}.err`, 'w')
  spawnSync(process.execPath, [path], { env: { PATH }, stdio: ['ignore', 'ignore', said] })
  closeSync(said)
  return /^Error: .*$/m.exec(readFileSync(`${path}.err`, 'utf8'))?.[0] ?? 'no error'
}

const KAFKA = /kafka|avsc/
const ENTRIES = [
  { entry: 'api', kafka: false, lacks: 'TOKEN_PEPPER_SECRET_ARN' },
  { entry: 'identity', kafka: false, lacks: 'USER_POOL_ID' },
  { entry: 'secrets', kafka: false, lacks: 'SECRETS_KEY_ARN' },
  { entry: 'data', kafka: true, lacks: 'SECRETS_KEY_ARN' },
  { entry: 'billing', kafka: false, lacks: 'TOKEN_PEPPER_SECRET_ARN' },
  { entry: 'invoice', kafka: false, lacks: 'TABLE_NAME' },
  { entry: 'webhooks', kafka: false, lacks: 'TABLE_NAME' },
  { entry: 'departures', kafka: false, lacks: 'USER_POOL_ID' },
  { entry: 'dispatch', kafka: false, lacks: 'QUEUE_URLS' },
  { entry: 'place', kafka: false, lacks: 'TABLE_NAME' },
  { entry: 'reconcile', kafka: true, lacks: 'CLUSTER_ARN' },
  { entry: 'observe', kafka: true, lacks: 'CLUSTER_ARN' },
  { entry: 'meter', kafka: true, lacks: 'CLUSTER_ARN' },
  { entry: 'share', kafka: true, lacks: 'CLUSTER_ARN' },
  { entry: 'sweep', kafka: true, lacks: 'CLUSTER_ARN' },
]

describe.each(ENTRIES)('The bundle of $entry', ({ entry, kafka, lacks }) => {
  it('starts, and says what its environment lacks', async () => {
    const { path } = await bundleOf(entry)
    expect(start(path)).toContain(lacks)
  })

  it('holds a Kafka client only where brokers are spoken to', async () => {
    const { metafile } = await bundleOf(entry)
    expect(packagesOf(metafile).some((name) => KAFKA.test(name))).toBe(kafka)
  })
})

describe('The bundle of the API', () => {
  it('has at most a megabyte', async () => {
    const { bytes } = await bundleOf('api')
    expect(bytes).toBeGreaterThan(100_000)
    expect(bytes).toBeLessThanOrEqual(1_000_000)
  })
})
