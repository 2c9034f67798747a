import { join } from 'node:path'
import { pythonEnvironment } from '../tooling/python-environment.ts'

/** The Python that has the emulator (220 MB), at the versions of requirements.txt. */
export function emulatorPython(): string {
  const requirements = join(import.meta.dirname, 'requirements.txt')
  return join(pythonEnvironment('emulator', requirements), 'python')
}
