import { fork, type ChildProcess } from 'node:child_process'
import { once } from 'node:events'
import * as z from 'zod'
import { serveExpositions, TOPICS_A_TENANT } from './exposition.ts'
import { startStore } from './store.ts'

// One metering pass at three sizes, beside the time to stream the same text through the scrape parser alone. Both meet the
// same machine in turns. The text is what three brokers' exporters would say; topics are named from memory.

const SIZES = (process.env['BENCH_TOPICS'] ?? '1000,10000,100000').split(',').map(Number)
/** The first makes the chunks, the second is warm-up. */
const RUNS = 7
const WARM_UP_RUNS = 2

/** Amazon DynamoDB on demand, us-east-1, dollars a million units (https://aws.amazon.com/dynamodb/pricing/on-demand/). */
const DOLLARS_A_MILLION = { write: 0.625, read: 0.125 }
const PASSES_A_MONTH = 60 * 24 * 30

const stepSchema = z.object({
  seconds: z.number(),
  cpuSeconds: z.number(),
  peakMegabytes: z.number(),
  units: z.object({ calls: z.number(), writeUnits: z.number(), readUnits: z.number() }).partial(),
})
type Step = z.infer<typeof stepSchema>

async function start(...args: readonly string[]): Promise<ChildProcess> {
  const child = fork(new URL('./one-size.ts', import.meta.url), args)
  await once(child, 'message')
  return child
}

async function step(child: ChildProcess): Promise<Step> {
  child.send('go')
  const answers: readonly unknown[] = await once(child, 'message')
  return stepSchema.parse(answers[0])
}

const median = (values: readonly number[]) =>
  values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)] ?? Number.NaN
const rounded = (value: number, digits = 3) => Number(value.toFixed(digits))

function summaryOf(steps: readonly Step[]) {
  const warm = steps.slice(WARM_UP_RUNS)
  return {
    seconds: rounded(median(warm.map(({ seconds }) => seconds))),
    cpuSeconds: rounded(median(warm.map(({ cpuSeconds }) => cpuSeconds))),
    peakMegabytes: rounded(Math.max(...steps.map(({ peakMegabytes }) => peakMegabytes)), 0),
  }
}

function costOf({ units }: Step, tenants: number) {
  const { calls = 0, writeUnits = 0, readUnits = 0 } = units
  const { write, read } = DOLLARS_A_MILLION
  const dollars = ((writeUnits * write + readUnits * read) * PASSES_A_MONTH) / 1e6
  return { calls, writeUnits, readUnits, dollarsATenantMonth: rounded(dollars / tenants, 5) }
}

async function measureSize(topics: number, storePort: number) {
  const expositions = await serveExpositions()
  const ports = [String(topics), String(expositions.port), String(storePort)]
  const parser = await start('parser', ...ports)
  const meter = await start('pass', ...ports)
  const [parsed, passed]: [Step[], Step[]] = [[], []]
  for (let run = 0; run < RUNS; run += 1) {
    expositions.tick(topics)
    parsed.push(await step(parser))
    passed.push(await step(meter))
  }
  const bytes = expositions.bytes(topics)
  for (const child of [parser, meter]) child.disconnect()
  expositions.close()
  const [parserAlone, pass] = [summaryOf(parsed), summaryOf(passed)]
  const ratios = passed
    .slice(WARM_UP_RUNS)
    .map((each, n) => each.seconds / (parsed[n + WARM_UP_RUNS]?.seconds ?? 0))
  const tenants = Math.ceil(topics / TOPICS_A_TENANT)
  const last = passed.at(-1)
  const store = last === undefined ? {} : costOf(last, tenants)
  return { topics, tenants, bytes, parserAlone, pass, ratio: rounded(median(ratios), 2), store }
}

interface Point {
  readonly topics: number
  readonly seconds: number
}

/** The line through the smallest and the largest size, and how far those between are from it. */
function lineOf(points: readonly Point[]) {
  const [first, last] = [points[0], points.at(-1)]
  if (first === undefined || last === undefined || first === last) return null
  const slope = (last.seconds - first.seconds) / (last.topics - first.topics)
  const constant = first.seconds - slope * first.topics
  return {
    constantMilliseconds: rounded(constant * 1_000, 1),
    microsecondsATopic: rounded(slope * 1e6, 2),
    between: points
      .slice(1, -1)
      .map(({ topics, seconds }) => rounded(seconds / (constant + slope * topics), 2)),
  }
}

type Size = Awaited<ReturnType<typeof measureSize>>

function linesOf(sizes: readonly Size[]) {
  const line = (part: 'parserAlone' | 'pass') =>
    lineOf(sizes.map((size) => ({ topics: size.topics, seconds: size[part].seconds })))
  const [parserAlone, pass] = [line('parserAlone'), line('pass')]
  if (parserAlone === null || pass === null) return null
  const ratio = rounded(pass.microsecondsATopic / parserAlone.microsecondsATopic, 2)
  return { parserAlone, pass, ratio }
}

const store = await startStore()
try {
  const sizes: Size[] = []
  for (const topics of SIZES) sizes.push(await measureSize(topics, store.port))
  process.stdout.write(
    `${JSON.stringify({ bench: 'meter', dollarsAMillionUnits: DOLLARS_A_MILLION, sizes, line: linesOf(sizes) })}\n`,
  )
} finally {
  await store.stop()
}
