import { join } from 'node:path'
import { pythonEnvironment } from '../python-environment.ts'

/** The folder with the programs cfn-lint and checkov, at the versions of requirements.txt. */
export function pythonTools(): string {
  return pythonEnvironment('template-gate', join(import.meta.dirname, 'requirements.txt'))
}
