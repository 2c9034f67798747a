import { SECOND_MS } from '../kernel/clock.ts'
import type { OpenOperation } from '../operation/operation.ts'
import { accessUnder } from '../tenant/hold.ts'
import { stateOf, type Tenant } from '../tenant/tenant.ts'
import type { Settlement } from '../tenant/tenant-ports.ts'
import { sameSpec } from '../topic/topic.ts'
import { findTopic } from '../topic/topic-of.ts'
import type { Cell } from './change.ts'
import { nextChangeAt } from './elapse.ts'
import type { Outcome } from './outcome.ts'
import { plan } from './plan.ts'

const RETRY_FIRST_MS = 250
/** An operation should finish soon after the cluster is back, so the pace never gets slower than this. */
const RETRY_SLOWEST_MS = 30 * SECOND_MS

/**
 * Draws the line under a pass: is the tenant settled, when is it due again, which operations are finished. `outcomes`
 * are already recorded in `tenant`; only their failures are looked at here.
 */
export function conclude(
  tenant: Tenant,
  outcomes: readonly Outcome[],
  cell: Cell,
  now: number,
): Omit<Settlement, 'auditEvents' | 'planChange' | 'loadChange'> {
  const settled = plan(tenant, cell).length === 0
  const reason = outcomes.flatMap(({ result }) => (result.ok ? [] : [result.reason]))[0] ?? null
  const failures = reason === null ? 0 : tenant.failures + 1
  const reached = withMilestones(tenant, settled, now)
  const at = settled ? nextChangeAt(reached) : now + retryAfterMs(failures)
  const next: Tenant = {
    ...reached,
    observedGeneration: settled ? tenant.generation : tenant.observedGeneration,
    failures,
    reason,
    dueAt: at,
    version: tenant.version + 1,
  }
  return finishOperations(next, outcomes, settled)
}

/** 0 failures: go on at once; then doubling, spread by nothing but the cluster's own pace. */
function retryAfterMs(failures: number): number {
  return failures === 0
    ? 0
    : Math.min(RETRY_SLOWEST_MS, RETRY_FIRST_MS * 2 ** Math.min(failures - 1, 10))
}

function withMilestones(tenant: Tenant, settled: boolean, now: number): Tenant {
  if (!settled) return tenant
  if (isGone(tenant, now)) return { ...tenant, deletedAt: tenant.deletedAt ?? now }
  const works =
    tenant.activatedAt === null &&
    stateOf(tenant) === 'provisioning' &&
    accessUnder(tenant.holds) === 'full'
  return works ? { ...tenant, activatedAt: now } : tenant
}

/** Nothing is left on the cluster, and nothing is wanted there. */
function isGone(tenant: Tenant, now: number): boolean {
  const deletion = tenant.holds.find((hold) => hold.kind === 'deletion')
  return deletion !== undefined && (deletion.until ?? deletion.since) <= now
}

function finishOperations(
  tenant: Tenant,
  outcomes: readonly Outcome[],
  settled: boolean,
): Omit<Settlement, 'auditEvents' | 'planChange' | 'loadChange'> {
  const ended = tenant.openOperations.map((operation) => ({
    operation,
    end: refusalOf(operation, outcomes) ?? endOf(tenant, operation, settled),
  }))
  return {
    tenant: {
      ...tenant,
      openOperations: ended.filter(({ end }) => end === null).map(({ operation }) => operation),
    },
    finished: ended.flatMap(({ operation, end }) =>
      end === null ? [] : [{ id: operation.id, ...end }],
    ),
  }
}

type End = { readonly state: 'done' } | { readonly state: 'failed'; readonly error: string }

/** A topic that exists goes back to what it was when the cluster refuses a change for good, so its state does not tell. */
function refusalOf({ subject }: OpenOperation, outcomes: readonly Outcome[]): End | null {
  for (const { change, result } of outcomes) {
    const mine = subject.kind === 'topic' && 'topic' in change && change.topic === subject.name
    if (mine && !result.ok && !result.retryable) return { state: 'failed', error: result.reason }
  }
  return null
}

/** An operation ends with its subject, so that one that waits for something does not hold up the others. */
function endOf(tenant: Tenant, { subject }: OpenOperation, settled: boolean): End | null {
  switch (subject.kind) {
    case 'topic': {
      const topic = findTopic(tenant.topics, subject.name)
      if (topic === undefined) return { state: 'done' }
      if (topic.state === 'failed') return { state: 'failed', error: topic.error }
      return topic.state === 'active' && sameSpec(topic.spec, topic.applied) && !topic.doubtful
        ? { state: 'done' }
        : null
    }
    case 'credential': {
      const credential = tenant.credentials[subject.id]
      if (credential === undefined) return { state: 'done' }
      if (credential.state === 'failed') return { state: 'failed', error: credential.error }
      if (credential.state === 'revoked')
        return credential.cleanedAt === null ? null : { state: 'done' }
      return credential.state === 'provisioning' ? null : { state: 'done' }
    }
    case 'tenant': {
      if (!settled) return null
      return stateOf(tenant) === 'failed'
        ? { state: 'failed', error: tenant.reason ?? 'A part of the tenant was refused.' }
        : { state: 'done' }
    }
  }
}
