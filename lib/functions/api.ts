import type { DeploymentFunction } from './function-plan.ts'
import { declares } from './request-function.ts'

/** Declares and reads; can read no password. */
export const api: DeploymentFunction = (around) => ({
  entry: 'api',
  does: 'Headgate: declares and reads; can read no password',
  ...declares(around),
  answers: 'the rest',
})
