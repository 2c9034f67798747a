import { notFound } from '../kernel/service-error.ts'
import type { Tenant } from '../tenant/tenant.ts'
import type { Topic } from './topic.ts'

/** The topic of that name, if there is one. Own keys only: a topic may be called `constructor`. */
export function findTopic(topics: Tenant['topics'], name: string): Topic | undefined {
  return Object.hasOwn(topics, name) ? topics[name] : undefined
}

/** The tenant's topic of that name, or `not_found`. */
export function topicOf(tenant: Tenant, name: string): Topic {
  const topic = findTopic(tenant.topics, name)
  if (topic === undefined) throw notFound('topic')
  return topic
}
