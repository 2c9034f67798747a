import type { Credential } from '../credential/credential.ts'
import { accessUnder } from '../tenant/hold.ts'
import { mapParts } from '../tenant/map-parts.ts'
import type { Tenant } from '../tenant/tenant.ts'
import { sameSpec, type Topic } from '../topic/topic.ts'

/**
 * The declared tenant, with doubt about what it changes. A pass that died, or still runs, may have brought the cluster to
 * what was wanted before and never have written it down; taking that back would look like nothing to do, and a suspended
 * tenant would keep its access. So what a declaration changes counts as unknown, and is asked for again in any case.
 */
export function withDoubt(before: Tenant, declared: Tenant): Tenant {
  const access = accessUnder(before.holds) !== accessUnder(declared.holds)
  const quota = before.plan !== declared.plan
  return {
    ...declared,
    topics: mapParts(declared.topics, (topic) => doubtTopic(before.topics, topic)),
    credentials: mapParts(declared.credentials, (each) => doubtCredential(each, access, quota)),
  }
}

function doubtTopic(before: Tenant['topics'], topic: Topic): Topic {
  const known = Object.hasOwn(before, topic.name) ? before[topic.name] : undefined
  const changed = known !== undefined && !sameSpec(known.spec, topic.spec)
  const lives = topic.state === 'active' || topic.state === 'provisioning'
  return changed && lives ? { ...topic, doubtful: true } : topic
}

/** A revoked one is removed whatever is there. */
function doubtCredential(credential: Credential, access: boolean, quota: boolean): Credential {
  if (credential.state === 'revoked' || !(access || quota)) return credential
  const { applied } = credential
  return {
    ...credential,
    applied: {
      ...applied,
      access: access ? 'unknown' : applied.access,
      quota: quota ? null : applied.quota,
    },
  }
}
