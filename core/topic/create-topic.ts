import { type DeclareDeps, declare } from '../declare/declare.ts'
import type { DeclareRequest } from '../declare/intent.ts'
import { refuseWhileDeleting } from '../tenant/refuse-while-deleting.ts'
import { addTopic } from './add-topic.ts'
import { countTopicChange } from './count-topic-change.ts'
import type { NewTopicInput } from './topic-input.ts'

/** Declares a topic. `conflict` when its name is taken or Kafka would confuse it; `limit_reached` beyond the plan. */
export async function createTopic(
  deps: DeclareDeps,
  request: DeclareRequest,
  tenantId: string,
  input: NewTopicInput,
): Promise<unknown> {
  return await declare(deps, request, tenantId, (tenant, now) => {
    refuseWhileDeleting(tenant)
    return {
      tenant: addTopic(countTopicChange(tenant, now), input, now),
      subject: { kind: 'topic', name: input.name },
      action: 'topic.create',
    }
  })
}
