import { type DeclareDeps, declare } from '../declare/declare.ts'
import type { DeclareRequest } from '../declare/intent.ts'
import { notFound } from '../kernel/service-error.ts'
import { refuseWhileDeleting } from '../tenant/refuse-while-deleting.ts'
import { countTopicChange } from './count-topic-change.ts'
import { topicOf } from './topic-of.ts'

/** Declares that a topic and all its records are to go. One that is on its way out already is `not_found`. */
export async function deleteTopic(
  deps: DeclareDeps,
  request: DeclareRequest,
  tenantId: string,
  name: string,
): Promise<unknown> {
  return await declare(deps, request, tenantId, (tenant, now) => {
    refuseWhileDeleting(tenant)
    const { spec, createdAt, state } = topicOf(tenant, name)
    if (state === 'deleting') throw notFound('topic')
    const topics = {
      ...tenant.topics,
      [name]: { name, spec, createdAt, state: 'deleting' as const },
    }
    return {
      tenant: { ...countTopicChange(tenant, now), topics },
      subject: { kind: 'topic', name },
      action: 'topic.delete',
    }
  })
}
