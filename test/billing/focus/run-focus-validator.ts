import { execFile, execFileSync } from 'node:child_process'
import { mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { pythonEnvironment } from '../../tooling/python-environment.ts'

/** On an idle machine a run takes seconds. */
const RUN_MAX_MS = 300_000
const PYTHON_MINOR = 12

/** What a provider like us does, in the model's words; rules for providers who do anything else do not apply. */
const CRITERIA = [
  'ACCOUNT_NAMING_SUPPORTED',
  'BILLING_BASED_ON_PROVISIONED_RESOURCES_SUPPORTED',
  'PUBLIC_PRICE_LIST_SUPPORTED',
  'RESOURCE_TYPE_ASSIGNMENT_SUPPORTED',
  'SUB_ACCOUNT_SUPPORTED',
  'UNIT_PRICING_SUPPORTED',
  'USAGE_MEASUREMENT_SUPPORTED',
]

/** Ids of rules, sorted: https://focus.finops.org/focus-specification/v1-2/ has their text by column. */
export interface FocusReport {
  readonly passed: readonly string[]
  readonly failed: readonly string[]
  /** Not for us, or not executable. */
  readonly skipped: readonly string[]
}

/** Has the validator of the FOCUS project judge a table by the rules of version 1.2, without fetching anything. */
export async function validateFocus(csv: string): Promise<FocusReport> {
  const bin = pythonEnvironment(
    'focus',
    join(import.meta.dirname, 'requirements.txt'),
    PYTHON_MINOR,
  )
  const folder = mkdtempSync(join(tmpdir(), 'headgate-focus-'))
  const report = join(folder, 'report.xml')
  try {
    writeFileSync(join(folder, 'table.csv'), csv)
    linkPackage(bin, folder)
    const said = await run(folder, join(bin, 'focus-validator'), [
      ...['--data-file', 'table.csv', '--validate-version', '1.2', '--block-download'],
      ...['--applicability-criteria', CRITERIA.join(',')],
      ...['--output-type', 'unittest', '--output-destination', report],
    ])
    return readReport(report, said)
  } finally {
    rmSync(folder, { recursive: true, force: true })
  }
}

/** An id, and no id: the model asks every row for both, and their parent is content with one of them. */
const EITHER = { parent: 'InvoiceId-C-003-C', rules: ['InvoiceId-C-004-C', 'InvoiceId-C-005-C'] }

/** The rules for which a table is refused. */
export function refusedBy({ passed, failed }: FocusReport): readonly string[] {
  const either = passed.includes(EITHER.parent) ? EITHER.rules : []
  return failed.filter((id) => !either.includes(id))
}

/** It looks for its list of currencies below the folder that it is started in, and writes its log there. */
function linkPackage(bin: string, folder: string): void {
  const where =
    'import importlib.util as u; print(u.find_spec("focus_validator").submodule_search_locations[0])'
  const path = execFileSync(join(bin, 'python'), ['-c', where], { encoding: 'utf8' }).trim()
  symlinkSync(path, join(folder, 'focus_validator'))
}

/** What it said. That rules failed is told by its report, so a status other than 0 is no error here. */
function run(cwd: string, program: string, args: readonly string[]): Promise<string> {
  const options = { cwd, timeout: RUN_MAX_MS, encoding: 'utf8' } as const
  return new Promise((resolve) => {
    execFile(program, [...args], options, (_, stdout, stderr) => resolve(`${stdout}${stderr}`))
  })
}

const CASE = /<testcase name="([A-Za-z]+-[A-Z]-[0-9]+-[A-Z]) [^>]*?(?:\/>|>([\s\S]*?)<\/testcase>)/g

function readReport(path: string, said: string): FocusReport {
  try {
    const found = [...readFileSync(path, 'utf8').matchAll(CASE)]
    const only = (holds: (inside: string) => boolean) =>
      found.flatMap(([, id = '', inside = '']) => (holds(inside) ? [id] : [])).sort()
    return {
      passed: only((inside) => inside === ''),
      failed: only((inside) => inside.includes('<failure')),
      skipped: only((inside) => inside.includes('<skipped')),
    }
  } catch (error) {
    throw new Error(`The validator left no report; it said:\n${said}`, { cause: error })
  }
}
