import { type DeclareDeps, declare } from '../declare/declare.ts'
import type { DeclareRequest } from '../declare/intent.ts'
import { ServiceError } from '../kernel/service-error.ts'
import { refuseWhileDeleting } from '../tenant/refuse-while-deleting.ts'
import { type Credential, countsAgainstPlan } from './credential.ts'
import type { ChangeCredentialInput } from './credential-input.ts'
import { credentialOf } from './credential-of.ts'

/** Declares at which age the credential is rotated by itself; null stops that. */
export async function changeCredential(
  deps: DeclareDeps,
  request: DeclareRequest,
  target: { readonly tenantId: string; readonly credentialId: string },
  { rotateEveryDays }: ChangeCredentialInput,
): Promise<unknown> {
  return await declare(deps, request, target.tenantId, (tenant) => {
    refuseWhileDeleting(tenant)
    const credential = credentialOf(tenant, target.credentialId)
    if (!countsAgainstPlan(credential)) {
      throw new ServiceError(
        'conflict',
        `The credential is ${credential.state} and cannot be changed.`,
      )
    }
    const changed = withAge(credential, rotateEveryDays)
    return {
      tenant: { ...tenant, credentials: { ...tenant.credentials, [credential.id]: changed } },
      subject: { kind: 'credential', id: credential.id },
      action: 'credential.change',
    }
  })
}

function withAge(credential: Credential, days: number | null): Credential {
  if (days !== null) return { ...credential, rotateEveryDays: days }
  const { rotateEveryDays: _, ...rest } = credential
  return rest
}
