import { execFile } from 'node:child_process'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { promisify } from 'node:util'
import * as z from 'zod'
import { bundleFunction } from '../bundle-function.ts'
import { summaryOf } from '../percentiles.ts'
import { startStubAws } from './stub-aws.ts'

// The API function from nothing to its first answer, beside a bare handler with the same SDK client: each time a new
// process of Node, in turns, so that both meet the same machine. Both read one item; the API reads its two keys as well.

const RUNS = Number(process.env['BENCH_RUNS'] ?? 40)
const WARM_UP_RUNS = 3
const ENDS_WITHIN_MS = 60_000

const runFile = promisify(execFile)
const firstCall = join(import.meta.dirname, 'first-call.mjs')
const timesSchema = z.object({
  startedMs: z.number(),
  importedMs: z.number(),
  answeredMs: z.number(),
  cpuMs: z.number(),
  statusCode: z.literal(200),
})
type Times = z.infer<typeof timesSchema>

const EVENT = JSON.stringify({
  version: '2.0',
  rawPath: '/v1/health',
  rawQueryString: '',
  headers: {},
  isBase64Encoded: false,
  requestContext: { http: { method: 'GET', path: '/v1/health', sourceIp: '127.0.0.1' } },
})

function environmentOf(endpoint: string): Record<string, string> {
  return {
    PATH: process.env['PATH'] ?? '',
    AWS_REGION: 'us-east-1',
    AWS_ENDPOINT_URL: endpoint,
    AWS_ACCESS_KEY_ID: 'stub',
    AWS_SECRET_ACCESS_KEY: 'stub',
    TABLE_NAME: 'headgate',
    USER_POOL_ID: 'us-east-1_stub',
    USER_POOL_CLIENT_ID: 'stub',
    TOKEN_PEPPER_SECRET_ARN: 'stub-pepper',
    OPERATOR_TOKEN_SECRET_ARN: 'stub-operator',
  }
}

async function startCold(bundle: string, env: Record<string, string>): Promise<Times> {
  const { stdout } = await runFile(process.execPath, [firstCall, bundle, EVENT], {
    env,
    timeout: ENDS_WITHIN_MS,
  })
  return timesSchema.parse(JSON.parse(stdout))
}

async function written(folder: string, name: string, entryPoint: string) {
  const path = join(folder, `${name}.mjs`)
  const { contents } = await bundleFunction(entryPoint)
  writeFileSync(path, contents)
  return { path, bytes: contents.length, times: [] as Times[] }
}

/**
 * Whole: from the start of the process. Own: without what Node itself takes, which is the same for both. Cpu: processor
 * time of the whole, which other work on the machine does not lengthen.
 */
function resultOf({ bytes, times }: { readonly bytes: number; readonly times: readonly Times[] }) {
  return {
    bundleBytes: bytes,
    whole: summaryOf(times.map(({ answeredMs }) => answeredMs)),
    own: summaryOf(times.map(({ startedMs, answeredMs }) => answeredMs - startedMs)),
    cpu: summaryOf(times.map(({ cpuMs }) => cpuMs)),
    importP50Ms: summaryOf(times.map(({ startedMs, importedMs }) => importedMs - startedMs)).p50Ms,
  }
}

function hundredths(ratio: number): number {
  return Math.round(ratio * 100) / 100
}

const folder = mkdtempSync(join(tmpdir(), 'headgate-cold-start-'))
const aws = await startStubAws()
try {
  const env = environmentOf(aws.endpoint)
  const api = await written(folder, 'api', 'lambdas/api.ts')
  const bare = await written(folder, 'bare', 'bench/cold-start/bare.ts')
  for (let run = 0; run < WARM_UP_RUNS + RUNS; run += 1) {
    for (const each of [api, bare]) {
      const times = await startCold(each.path, env)
      if (run >= WARM_UP_RUNS) each.times.push(times)
    }
  }
  const [product, peer] = [resultOf(api), resultOf(bare)]
  const ratio = {
    wholeP50: hundredths(product.whole.p50Ms / peer.whole.p50Ms),
    ownP50: hundredths(product.own.p50Ms / peer.own.p50Ms),
    cpuP50: hundredths(product.cpu.p50Ms / peer.cpu.p50Ms),
  }
  console.log(JSON.stringify({ bench: 'cold-start', api: product, bare: peer, ratio }))
} finally {
  aws.close()
  rmSync(folder, { recursive: true, force: true })
}
