import { DAY_MS, HOUR_MS, MINUTE_MS } from '../../core/kernel/clock.ts'
import type { PlanId } from '../../core/plan/plan.ts'
import * as steps from './steps.ts'

/** Something that a customer or time does, whole: from the request until all that it leads to has come to rest. */
export interface Flow {
  readonly name: string
  /** Requests that came to rest before. */
  readonly given: readonly steps.Step[]
  /** Requests in their order, with one tick of the schedule between two; after a crash the next one comes at once. */
  readonly steps: readonly steps.Step[]
  /** The tenant is left to itself for this long at the end, graces included. */
  readonly restsAfterMs: number
}

const tenant = steps.create({ name: 'orders', plan: 'basic-0', topics: [{ name: 'clicks' }] })
const addTopic = steps.addTopic({ name: 'refunds', partitions: 2 })
const keep = (retentionMs: number) => steps.setTopic('clicks', { retentionMs })
const onPlan = (plan: PlanId) => steps.change({ plan })
const rotate = steps.rotate({ graceSeconds: 120 })
const { suspend, resume, restore, revoke, addCredential } = steps
const deleteAtOnce = steps.remove({ graceSeconds: 0 })
const deleteSoftly = steps.remove({ graceSeconds: 604_800 })

function flow(name: string, given: readonly steps.Step[], ...then: readonly steps.Step[]): Flow {
  return { name, given, steps: then, restsAfterMs: 10 * MINUTE_MS }
}

/** What time does by itself. */
function inTime(name: string, restsAfterMs: number, ...given: readonly steps.Step[]): Flow {
  return { name, given, steps: [], restsAfterMs }
}

/**
 * A flow more is a line more. Where there are two steps, a crash leaves the first one half done on the cluster with
 * nobody who remembers it, and the second one has to reckon with that.
 */
export const flows: readonly Flow[] = [
  flow('create', [], tenant),
  flow('rename', [tenant], steps.change({ name: 'sales', deletionProtection: true })),
  flow('change plan', [tenant], onPlan('basic-2')),
  flow('add topic', [tenant], addTopic),
  flow('change topic', [tenant], steps.setTopic('clicks', { partitions: 4, retentionMs: HOUR_MS })),
  flow('delete topic', [tenant], steps.dropTopic('clicks')),
  flow('add credential', [tenant], addCredential),
  flow('rotate', [tenant], rotate),
  flow('revoke', [tenant], revoke(1)),
  flow('suspend', [tenant], suspend),
  flow('resume', [tenant, suspend], resume),
  flow('delete', [tenant], deleteSoftly),
  flow('restore', [tenant, deleteSoftly], restore),
  flow('delete at once', [tenant], deleteAtOnce),
  flow('delete at once, rotating', [tenant, rotate], deleteAtOnce),
  inTime('purge', 8 * DAY_MS, tenant, deleteSoftly),
  inTime('grace ends', 2 * HOUR_MS, tenant, steps.rotate({ graceSeconds: 3_600 })),
  flow('too fast', [tenant], steps.tooFast),
  inTime('too fast, paid off', 2 * MINUTE_MS, tenant, steps.tooFast),
  flow('too fast, suspend, resume', [tenant], steps.tooFast, suspend, resume),
  inTime('rotate by age', 8 * DAY_MS + HOUR_MS, tenant, steps.rotateEvery(7)),
  flow('create, add topic', [], tenant, addTopic),
  flow('create, suspend, resume', [], tenant, suspend, resume),
  flow('create, delete', [], tenant, deleteAtOnce),
  flow('change plan and back', [tenant], onPlan('basic-2'), onPlan('basic-0')),
  flow('add topic, change it', [tenant], addTopic, steps.setTopic('refunds', { partitions: 5 })),
  flow('add topic, delete it', [tenant], addTopic, steps.dropTopic('refunds')),
  flow('change topic and back', [tenant, keep(DAY_MS)], keep(HOUR_MS), keep(DAY_MS)),
  flow('add credential, revoke it', [tenant], addCredential, revoke(2)),
  flow('add credential, suspend', [tenant], addCredential, suspend),
  flow('rotate, revoke the old one', [tenant], rotate, revoke(1)),
  flow('rotate, delete', [tenant], rotate, deleteAtOnce),
  flow('suspend, resume', [tenant], suspend, resume),
  flow('resume, suspend', [tenant, suspend], resume, suspend),
  flow('delete, restore', [tenant], deleteSoftly, restore),
  flow('restore, delete', [tenant, deleteSoftly], restore, deleteSoftly),
]
