import { type DeclareDeps, declare } from '../declare/declare.ts'
import type { DeclareRequest } from '../declare/intent.ts'
import { refuseWhileDeleting } from '../tenant/refuse-while-deleting.ts'
import { credentialOf } from './credential-of.ts'
import { revoked } from './retire.ts'

/** Declares that the credential ends now, for good; open connections are cut. Repeating it changes nothing more. */
export async function revokeCredential(
  deps: DeclareDeps,
  request: DeclareRequest,
  target: { readonly tenantId: string; readonly credentialId: string },
): Promise<unknown> {
  return await declare(deps, request, target.tenantId, (tenant, now) => {
    refuseWhileDeleting(tenant)
    const credential = revoked(credentialOf(tenant, target.credentialId), now)
    const credentials = { ...tenant.credentials, [credential.id]: credential }
    return {
      tenant: { ...tenant, credentials },
      subject: { kind: 'credential', id: credential.id },
      action: 'credential.revoke',
    }
  })
}
