import { newTenantId } from '../kernel/ids.ts'
import type { AdminInput } from './admin-input.ts'
import type { ClusterAdminLogin } from './cluster.ts'
import type { ClusterDeps } from './declare-cluster.ts'

/**
 * Puts the password into the secret store, under a name that was never used, before anything points there: a write that
 * fails leaves the former one in force.
 */
export async function keepAdmin(
  { secrets, randomness }: Pick<ClusterDeps, 'secrets' | 'randomness'>,
  clusterId: string,
  input: AdminInput,
  tenantsServers: string,
): Promise<ClusterAdminLogin> {
  if (input.kind === 'iam') return input
  const { kind, username, password, tls, bootstrapServers = tenantsServers } = input
  const secretName = `admin-${clusterId}-${newTenantId(randomness)}`
  await secrets.ensure([{ username: secretName, password }])
  return { kind, bootstrapServers, username, secretName, tls }
}

export function secretNamesOf(admin: ClusterAdminLogin | null): readonly string[] {
  return admin === null || admin.kind === 'iam' ? [] : [admin.secretName]
}
