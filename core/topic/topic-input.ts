import * as z from 'zod'
import {
  cleanupPolicySchema,
  partitionsSchema,
  retentionMsSchema,
  topicNameSchema,
} from './topic.ts'

export const newTopicSchema = z.strictObject({
  name: topicNameSchema,
  partitions: partitionsSchema.optional(),
  retentionMs: retentionMsSchema.optional(),
  cleanupPolicy: cleanupPolicySchema.optional(),
})

export type NewTopicInput = z.output<typeof newTopicSchema>
