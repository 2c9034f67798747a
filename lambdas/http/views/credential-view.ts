import * as z from 'zod'
import { type Credential, usernameOf } from '../../../core/credential/credential.ts'
import type { Tenant } from '../../../core/tenant/tenant.ts'
import { isInUse, lastUseOf, type TenantObservation } from '../../../core/usage/observation.ts'
import { timeView } from './time.ts'

export const credentialSchema = z.object({
  id: z.string(),
  username: z.string(),
  role: z.enum(['readwrite', 'produce', 'consume']),
  topics: z.array(z.string()),
  state: z.enum(['provisioning', 'active', 'retiring', 'revoked', 'failed']),
  error: z.string().optional(),
  reason: z.string().optional(),
  replaces: z.string().optional(),
  retiresAt: z.iso.datetime().optional(),
  stillInUse: z.boolean().optional(),
  lastUsedAt: z.iso.datetime().optional(),
  rotateEveryDays: z.int().optional(),
  operationId: z.string().optional(),
  createdAt: z.iso.datetime(),
})

/** In the answer to a declaration: its operation. In answers to reads: what was last seen of the tenant. */
interface Beside {
  readonly operationId?: string
  readonly seen?: { readonly observation: TenantObservation | undefined; readonly now: number }
}

/** A credential as the API shows it: all but its password. */
export function credentialView(
  tenant: Tenant,
  credential: Credential,
  { operationId, seen }: Beside = {},
): z.output<typeof credentialSchema> {
  const username = usernameOf(tenant.id, credential)
  return {
    id: credential.id,
    username,
    role: credential.role,
    topics: [...credential.topics],
    state: credential.state,
    ...(credential.state === 'failed' ? { error: credential.error } : {}),
    ...reasonView(credential),
    ...(credential.replaces === undefined ? {} : { replaces: credential.replaces.credentialId }),
    ...(credential.rotateEveryDays === undefined
      ? {}
      : { rotateEveryDays: credential.rotateEveryDays }),
    ...(credential.state === 'retiring' ? { retiresAt: timeView(credential.retiresAt) } : {}),
    ...(seen?.observation === undefined
      ? {}
      : useView(credential, username, seen.observation, seen.now)),
    ...(operationId === undefined ? {} : { operationId }),
    createdAt: timeView(credential.createdAt),
  }
}

/** What a credential waits for that does not work yet. */
function reasonView({ state, waitsFor }: Credential): { readonly reason?: string } {
  return state === 'provisioning' && waitsFor !== undefined ? { reason: waitsFor } : {}
}

/** While a credential retires, whether anybody would notice if it were cut off now, if that can be told. */
function useView(
  { state }: Credential,
  username: string,
  observation: TenantObservation,
  now: number,
): Pick<z.output<typeof credentialSchema>, 'stillInUse' | 'lastUsedAt'> {
  const lastUsedAt = lastUseOf(observation, username)
  const stillInUse = isInUse(observation, username, now)
  return {
    ...(state === 'retiring' && stillInUse !== undefined ? { stillInUse } : {}),
    ...(lastUsedAt === undefined ? {} : { lastUsedAt: timeView(lastUsedAt) }),
  }
}
