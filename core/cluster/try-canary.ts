import type { SecretStore } from '../credential/credential-ports.ts'
import { newPassword, type Randomness } from '../kernel/ids.ts'
import type { ClusterAdmin } from './cluster-ports.ts'
import type { ClusterGate } from './prepare-ports.ts'

interface CanaryDeps {
  readonly gate: ClusterGate
  readonly admin: Pick<ClusterAdmin, 'putUsers' | 'verifyLogins'>
  readonly secrets: SecretStore
  readonly randomness: Randomness
}

/** Every cluster keeps one user that has no permissions; it counts among those that the cluster can hold. */
export const CANARY_USERS = 1

/** No tenant's user is called so: theirs begin with twelve characters and a hyphen, and cluster ids hold an underscore. */
export function canaryNameOf(clusterId: string): string {
  return `canary-${clusterId}`
}

/** For operators: what is wrong, and what to do. */
export const NOT_REFUSED =
  'A user without permissions is not refused: set allow.everyone.if.no.acl.found=false on every broker, and permit nothing to everybody.'

/** Whether a user that may log in and nothing else is refused by every broker: null, or what stands in the way. */
export async function tryCanary(deps: CanaryDeps, clusterId: string): Promise<string | null> {
  const username = canaryNameOf(clusterId)
  const proposal = { username, password: newPassword(deps.randomness) }
  const users = await deps.secrets.ensure([proposal])
  const [made] = await deps.admin.putUsers(users)
  if (made?.ok !== true) return made?.reason ?? 'The canary could not be made.'
  const [letIn] = await deps.admin.verifyLogins(users)
  if (letIn?.ok !== true) return letIn?.reason ?? 'The canary cannot log in yet.'
  const [canary] = users
  const refused = canary !== undefined && (await deps.gate.refuses(canary))
  return refused ? null : NOT_REFUSED
}
