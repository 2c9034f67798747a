import { globSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { pythonTools } from './python-tools.ts'
import { type Finished, run } from './run.ts'
import { suppressionsIn } from './suppressions.ts'

/** The two ends of what can be configured: what cdk.json ships, and all that there is. */
const deployments: Record<string, readonly string[]> = {
  dev: [],
  standard: ['--context', 'headgate=test/lib/standard.json'],
}

const output = join('cdk.out', 'checked')
const checkedApp = fileURLToPath(new URL('../../../lib/checks/checked-app.ts', import.meta.url))

/** Our templates under cdk-nag and our own rules: a fault ends the synthesis. */
function synthesize(name: string, args: readonly string[]): Finished {
  const app = ['--app', `node ${checkedApp}`, '--output', join(output, name)]
  return run(join('node_modules', '.bin', 'cdk'), ['synth', '--quiet', ...app, ...args])
}

function lint(tools: string): readonly (readonly [string, Finished])[] {
  const templates = globSync(join(output, '*', '*.template.json'))
  // Informational findings count too. Unknown IAM actions are its W3037.
  const cfnLint = run(join(tools, 'cfn-lint'), ['--include-checks', 'I', '--', ...templates])
  const quiet = ['--skip-download', '--compact', '--quiet', '--framework', 'cloudformation']
  const checkov = run(join(tools, 'checkov'), [...quiet, '--directory', output])
  return [
    ['cfn-lint', cfnLint],
    ['checkov', checkov],
  ]
}

function main(): number {
  rmSync(output, { recursive: true, force: true })
  const synthesized = Object.entries(deployments).map(
    ([name, args]) => [`cdk-nag (${name})`, synthesize(name, args)] as const,
  )
  const failed = [...synthesized, ...lint(pythonTools())].filter(([, { ok }]) => !ok)
  for (const [name, finished] of failed) console.error(`${name}:\n${finished.output}\n`)
  const templates = globSync(join(output, '*', '*.template.json'))
  const suppressions = suppressionsIn(templates)
  for (const suppression of suppressions) console.log(`accepted  ${suppression}`)
  const findings =
    failed.length === 0 ? 'findings 0' : `findings by ${failed.map(([name]) => name)}`
  console.log(`${templates.length} templates; ${findings}; suppressions ${suppressions.length}`)
  return failed.length === 0 && templates.length > 0 ? 0 : 1
}

process.exitCode = main()
