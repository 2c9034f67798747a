import { recordDeed, type DeedDeps, type DeedRequest } from '../speak/record-deed.ts'
import { speakAs } from '../speak/speak-as.ts'
import { findGroup } from './read-groups.ts'

/** Takes the group and its offsets away. `conflict` while it has members, `not_found` when there is none. */
export function deleteGroup(
  deps: DeedDeps,
  request: DeedRequest,
  target: { readonly tenantId: string; readonly groupName: string },
): Promise<void> {
  const { tenantId, groupName } = target
  return speakAs(deps, request, { tenantId, deed: 'consume' }, async (session, tenant) => {
    const group = await findGroup(session, tenant, groupName)
    await recordDeed(deps, request, tenant, {
      action: 'consumer-group.delete',
      resource: `/consumer-groups/${encodeURIComponent(groupName)}`,
    })
    await session.deleteGroup(group.kafkaName)
  })
}
