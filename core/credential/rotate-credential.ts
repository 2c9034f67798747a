import { type DeclareDeps, declare } from '../declare/declare.ts'
import type { DeclareRequest } from '../declare/intent.ts'
import { ServiceError } from '../kernel/service-error.ts'
import { refuseWhileDeleting } from '../tenant/refuse-while-deleting.ts'
import type { Tenant } from '../tenant/tenant.ts'
import { liveKin } from './credential.ts'
import type { RotateCredentialInput } from './credential-input.ts'
import { credentialOf } from './credential-of.ts'
import { withSuccessor } from './successor.ts'

/**
 * Declares a successor with the same role and topics. The old one works until the successor does and `graceSeconds` have
 * passed after that. `conflict` unless the old one is active and no rotation of it is under way.
 */
export async function rotateCredential(
  deps: DeclareDeps,
  request: DeclareRequest,
  target: { readonly tenantId: string; readonly credentialId: string },
  { graceSeconds }: RotateCredentialInput,
): Promise<unknown> {
  return await declare(deps, request, target.tenantId, (tenant, now) => {
    refuseWhileDeleting(tenant)
    const old = credentialOf(tenant, target.credentialId)
    refuseUnlessRestful(tenant, old.id)
    const made = withSuccessor(tenant, old, { graceSeconds }, deps.randomness, now)
    return {
      tenant: made.tenant,
      subject: { kind: 'credential', id: made.credential.id },
      action: 'credential.rotate',
      mayUseReserve: true,
    }
  })
}

/** At most two of a chain live at once, so that a rotation in a loop cannot fill the cluster with users. */
function refuseUnlessRestful(tenant: Tenant, id: string): void {
  const credential = credentialOf(tenant, id)
  if (credential.state !== 'active') {
    throw new ServiceError(
      'conflict',
      `Only an active credential can be rotated; this one is ${credential.state}.`,
    )
  }
  if (liveKin(Object.values(tenant.credentials), credential).length === 0) return
  throw new ServiceError(
    'conflict',
    'A rotation of this credential is under way; wait until the older one is gone.',
  )
}
