import type { AuditStore } from '../../audit/audit-ports.ts'
import { resourceOf } from '../../declare/declaration.ts'
import { isServiceError } from '../../kernel/service-error.ts'
import type { Tenant } from '../../tenant/tenant.ts'
import { ownerOfTopic } from '../../usage/owner-of.ts'
import type { TenantDifference } from './difference.ts'
import type { ClusterCaretaker } from './drift-ports.ts'
import type { Scene } from './scene.ts'

interface StrayDeps {
  readonly audit: Pick<AuditStore, 'listByAccount'>
  readonly caretaker: ClusterCaretaker
}

/** How far back an account's trail is read for one topic. */
const PAGES_MAX = 5
const EVENTS_A_PAGE = 100

/**
 * Says of stray topics what they hold, and which of them may be deleted: those that are empty *and* were declared deleted,
 * with their tenant or by themselves. Such a topic comes of a request that reached the cluster late. What holds records
 * is never deleted, whoever made it.
 */
export async function judgeStrayTopics(
  deps: StrayDeps,
  scene: Scene,
  differences: readonly TenantDifference[],
): Promise<readonly TenantDifference[]> {
  if (!differences.some(({ kind }) => kind === 'topic_stray')) return differences
  const bytes = await sizes(deps.caretaker)
  const judged: TenantDifference[] = []
  for (const each of differences) {
    if (each.kind !== 'topic_stray') judged.push(each)
    else judged.push(await judge(deps, scene, each, bytes.get(each.resource)))
  }
  return judged
}

async function judge(
  deps: StrayDeps,
  scene: Scene,
  stray: TenantDifference,
  bytes: number | null | undefined,
): Promise<TenantDifference> {
  if (bytes === undefined || bytes === null) return stray
  const held = `${stray.detail} It holds ${bytes} bytes.`
  if (bytes > 0 || !(await wasDeclaredDeleted(deps, scene, stray)))
    return { ...stray, detail: held }
  const fix = { how: 'delete-topic', kafkaName: stray.resource } as const
  return { ...stray, detail: 'It is empty and was declared deleted.', fix }
}

/** Without sizes nothing is deleted; the next sweep asks again. */
async function sizes(caretaker: ClusterCaretaker): Promise<ReadonlyMap<string, number | null>> {
  try {
    return await caretaker.topicBytes()
  } catch (error) {
    if (isServiceError(error, 'unavailable')) return new Map()
    throw error
  }
}

async function wasDeclaredDeleted(
  { audit }: StrayDeps,
  scene: Scene,
  { tenantId, resource }: TenantDifference,
): Promise<boolean> {
  if (scene.gone.has(tenantId)) return true
  const tenant = scene.resting.get(tenantId)
  const name = ownerOfTopic(resource)?.topicName
  return tenant !== undefined && name !== undefined && (await isInTrail(audit, tenant, name))
}

async function isInTrail(
  audit: Pick<AuditStore, 'listByAccount'>,
  { id, accountId }: Tenant,
  name: string,
): Promise<boolean> {
  const resource = resourceOf(id, { kind: 'topic', name })
  let after: string | undefined
  for (let pages = 0; pages < PAGES_MAX; pages += 1) {
    const from = after === undefined ? {} : { after }
    const page = await audit.listByAccount(accountId, { limit: EVENTS_A_PAGE, ...from })
    const events = page.items.filter((event) => event.resource === resource)
    if (events.some(({ action }) => action === 'topic.delete')) return true
    if (page.next === undefined) return false
    after = page.next
  }
  return false
}
