import type { Credential } from '../credential/credential.ts'
import { type DeclareDeps, declare } from '../declare/declare.ts'
import type { DeclareRequest } from '../declare/intent.ts'
import { ServiceError } from '../kernel/service-error.ts'
import type { Topic } from '../topic/topic.ts'
import { mapParts } from './map-parts.ts'
import { refuseWhileDeleting } from './refuse-while-deleting.ts'

/** Declares that every part that failed is to be tried again. `conflict` when none did. */
export async function retryTenant(
  deps: DeclareDeps,
  request: DeclareRequest,
  tenantId: string,
): Promise<unknown> {
  return await declare(deps, request, tenantId, (tenant) => {
    refuseWhileDeleting(tenant)
    const parts = [...Object.values(tenant.topics), ...Object.values(tenant.credentials)]
    if (!parts.some(({ state }) => state === 'failed')) {
      throw new ServiceError('conflict', 'Nothing in the tenant has failed.')
    }
    return {
      tenant: {
        ...tenant,
        topics: mapParts(tenant.topics, againTopic),
        credentials: mapParts(tenant.credentials, again),
      },
      subject: { kind: 'tenant' },
      action: 'tenant.retry',
    }
  })
}

function againTopic(topic: Topic): Topic {
  if (topic.state !== 'failed') return topic
  const { error: _, ...rest } = topic
  return { ...rest, state: 'provisioning' }
}

function again(credential: Credential): Credential {
  if (credential.state !== 'failed') return credential
  const { error: _, ...rest } = credential
  return { ...rest, state: 'provisioning' }
}
