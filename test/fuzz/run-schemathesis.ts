import { execFile } from 'node:child_process'
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import * as z from 'zod'
import { pythonEnvironment } from '../tooling/python-environment.ts'

/** On an idle machine a run takes a minute. */
const RUN_MAX_MS = 1_200_000
const OUTPUT_BYTES_MAX = 16_777_216

const reportSchema = z.object({
  test_cases: z.object({ generated: z.int() }),
})

export interface FuzzReport {
  /** What was found wrong, by operation (`GET /plans`); empty where nothing was. */
  readonly byOperation: ReadonlyMap<string, string>
  readonly cases: number
}

/** Fuzzes the API by its live document. A seed gives the same cases again. */
export async function runSchemathesis(
  apiUrl: string,
  config: string,
  seed: number,
): Promise<FuzzReport> {
  const bin = pythonEnvironment('fuzz', join(import.meta.dirname, 'requirements.txt'))
  const folder = mkdtempSync(join(tmpdir(), 'headgate-fuzz-'))
  const toml = join(folder, 'config.toml')
  const xml = join(folder, 'report.xml')
  const json = join(folder, 'report.json')
  try {
    // Holds a token, hence no argument and for the owner's eyes only.
    writeFileSync(toml, config, { mode: 0o600 })
    const said = await run(folder, join(bin, 'schemathesis'), [
      ...['--config-file', toml, '--no-color', 'run', `${apiUrl}/openapi.json`],
      ...['--seed', String(seed), '--report', 'junit,json'],
      ...['--report-junit-path', xml, '--report-json-path', json],
    ])
    return readReport(xml, json, said)
  } finally {
    rmSync(folder, { recursive: true, force: true })
  }
}

/** What it said; what it keeps for its next run goes away with the folder. That it found something is told by its reports, so a status other than 0 is no error here. */
function run(cwd: string, program: string, args: readonly string[]): Promise<string> {
  const options = {
    cwd,
    timeout: RUN_MAX_MS,
    maxBuffer: OUTPUT_BYTES_MAX,
    encoding: 'utf8',
  } as const
  return new Promise((resolve) => {
    execFile(program, [...args], options, (_, stdout, stderr) => resolve(`${stdout}${stderr}`))
  })
}

function readReport(xmlPath: string, jsonPath: string, said: string): FuzzReport {
  try {
    const { test_cases } = reportSchema.parse(JSON.parse(readFileSync(jsonPath, 'utf8')))
    const xml = readFileSync(xmlPath, 'utf8')
    const rows = xml.matchAll(/<testcase name="([^"]+)"[^>]*?(?:\/>|>([\s\S]*?)<\/testcase>)/g)
    const byOperation = new Map(
      [...rows].map(([, name = '', inside = '']) => [name, plainText(inside)] as const),
    )
    return { byOperation, cases: test_cases.generated }
  } catch (error) {
    throw new Error(`The fuzzer left no report; it said:\n${said}`, { cause: error })
  }
}

function plainText(xml: string): string {
  const text = xml.replaceAll(/<skipped[^>]*\/>/g, '').replaceAll('&lt;', '<')
  return text.replaceAll('&gt;', '>').replaceAll('&quot;', '"').replaceAll('&amp;', '&').trim()
}
