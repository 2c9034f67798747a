import * as z from 'zod'
import { type Credential, usernameOf } from '../../../core/credential/credential.ts'
import type { Tenant } from '../../../core/tenant/tenant.ts'
import { timeView } from './time.ts'

export const credentialSchema = z.object({
  id: z.string(),
  username: z.string(),
  role: z.enum(['readwrite', 'produce', 'consume']),
  topics: z.array(z.string()),
  state: z.enum(['provisioning', 'active', 'retiring', 'revoked', 'failed']),
  error: z.string().optional(),
  replaces: z.string().optional(),
  retiresAt: z.iso.datetime().optional(),
  rotateEveryDays: z.int().optional(),
  operationId: z.string().optional(),
  createdAt: z.iso.datetime(),
})

/** A credential as the API shows it: all but its password. */
export function credentialView(
  tenant: Tenant,
  credential: Credential,
  operationId?: string,
): z.output<typeof credentialSchema> {
  return {
    id: credential.id,
    username: usernameOf(tenant.id, credential),
    role: credential.role,
    topics: [...credential.topics],
    state: credential.state,
    ...(credential.state === 'failed' ? { error: credential.error } : {}),
    ...(credential.replaces === undefined ? {} : { replaces: credential.replaces.credentialId }),
    ...(credential.rotateEveryDays === undefined
      ? {}
      : { rotateEveryDays: credential.rotateEveryDays }),
    ...(credential.state === 'retiring' ? { retiresAt: timeView(credential.retiresAt) } : {}),
    ...(operationId === undefined ? {} : { operationId }),
    createdAt: timeView(credential.createdAt),
  }
}
