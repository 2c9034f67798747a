import { countsAgainstPlan } from '../credential/credential.ts'
import { type Problem, ServiceError } from '../kernel/service-error.ts'
import { type Plan, planOf } from '../plan/plan.ts'
import { REPLICAS_A_PARTITION } from '../topic/add-topic.ts'
import type { Tenant } from './tenant.ts'

/** Every reason why the tenant does not fit the plan, in one refusal, so that nobody has to find them one by one. */
export function refusePlanChange(tenant: Tenant, plan: Plan): void {
  if (planOf(tenant.plan).tenancy !== plan.tenancy) {
    const detail = `A tenant cannot move between shared and dedicated plans; make a new tenant on ${plan.id}.`
    throw new ServiceError('invalid', detail, { problems: [{ pointer: '/plan', detail }] })
  }
  const reasons = [...countedReasons(tenant, plan), ...retentionReasons(tenant, plan)]
  const [first] = reasons
  if (first === undefined) return
  const problems = reasons.map((detail): Problem => ({ pointer: '/plan', detail }))
  throw new ServiceError('limit_reached', `The tenant does not fit the plan ${plan.id}: ${first}`, {
    problems,
  })
}

function countedReasons(tenant: Tenant, { limits }: Plan): readonly string[] {
  const topics = Object.values(tenant.topics)
  const partitions = topics.reduce((sum, topic) => sum + topic.spec.partitions, 0)
  const counts = [
    ['topics', topics.length, limits.topics],
    ['partition replicas', partitions * REPLICAS_A_PARTITION, limits.partitionReplicas],
    [
      'credentials',
      Object.values(tenant.credentials).filter(countsAgainstPlan).length,
      limits.credentials,
    ],
  ] as const
  return counts
    .filter(([, used, limit]) => used > limit)
    .map(([what, used, limit]) => `it has ${used} ${what} and the plan allows ${limit}.`)
}

function retentionReasons(tenant: Tenant, { limits }: Plan): readonly string[] {
  return Object.values(tenant.topics)
    .filter((topic) => topic.spec.retentionMs > limits.retentionMaxMs)
    .map(
      ({ name, spec }) =>
        `its topic ${name} keeps records for ${spec.retentionMs} ms and the plan allows ${limits.retentionMaxMs}.`,
    )
}
