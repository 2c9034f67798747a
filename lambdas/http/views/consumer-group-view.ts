import * as z from 'zod'
import {
  type ConsumerGroup,
  type DescribedGroup,
  MEMBERS_SHOWN_MAX,
  POSITIONS_SHOWN_MAX,
} from '../../../core/consumer-group/consumer-group.ts'
import type { OffsetChange } from '../../../core/consumer-group/reset-offsets.ts'
import { prefixOf, type Tenant } from '../../../core/tenant/tenant.ts'

const consumerGroupSchema = z.object({
  name: z.string(),
  kafkaName: z.string(),
  type: z.string(),
  state: z.string(),
})

/** A page; `count` is of all groups of the tenant, `limit` of its plan. */
export const groupsSchema = z.object({
  items: z.array(consumerGroupSchema),
  nextCursor: z.string().optional(),
  count: z.int(),
  limit: z.int(),
})

const partitionSchema = z.object({ topic: z.string(), partition: z.int() })

export const describedGroupSchema = consumerGroupSchema.extend({
  memberCount: z.int(),
  members: z.array(
    z.object({
      id: z.string(),
      clientId: z.string(),
      host: z.string(),
      partitions: z.array(partitionSchema),
    }),
  ),
  lag: z.int(),
  partitionCount: z.int(),
  partitions: z.array(
    partitionSchema.extend({
      committedOffset: z.int().nullable(),
      endOffset: z.int().nullable(),
      lag: z.int().nullable(),
      memberId: z.string().nullable(),
    }),
  ),
})

export const resetSchema = z.object({
  dryRun: z.boolean(),
  items: z.array(partitionSchema.extend({ from: z.int().nullable(), to: z.int() })),
})

/** Names that clients choose are as long as they like. */
const TEXT_MAX = 255

export function consumerGroupView({
  name,
  kafkaName,
  type,
  state,
}: ConsumerGroup): z.output<typeof consumerGroupSchema> {
  return { name, kafkaName, type, state }
}

/** Counts are of all; of long tables the beginning is shown. */
export function describedGroupView(
  group: DescribedGroup,
  tenant: Pick<Tenant, 'id'>,
): z.output<typeof describedGroupSchema> {
  const { members, positions } = group
  return {
    ...consumerGroupView(group),
    memberCount: members.length,
    members: members.slice(0, MEMBERS_SHOWN_MAX).map(({ id, clientId, host, partitions }) => ({
      id: id.slice(0, TEXT_MAX),
      clientId: clientId.slice(0, TEXT_MAX),
      host,
      partitions: partitions.slice(0, POSITIONS_SHOWN_MAX).map(({ kafkaName, partition }) => ({
        topic: kafkaName.slice(prefixOf(tenant).length),
        partition,
      })),
    })),
    lag: positions.reduce((sum, { lag }) => sum + (lag ?? 0), 0),
    partitionCount: positions.length,
    partitions: positions.slice(0, POSITIONS_SHOWN_MAX).map((position) => ({ ...position })),
  }
}

export function resetView(
  changes: readonly OffsetChange[],
  dryRun: boolean,
): z.output<typeof resetSchema> {
  return { dryRun, items: changes.map((change) => ({ ...change })) }
}
