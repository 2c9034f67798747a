import * as z from 'zod'
import {
  cleanupPolicySchema,
  partitionsSchema,
  retentionMsSchema,
  topicNameSchema,
} from './topic.ts'

const choices = {
  partitions: partitionsSchema.optional(),
  retentionMs: retentionMsSchema.optional(),
  cleanupPolicy: cleanupPolicySchema.optional(),
}

export const newTopicSchema = z.strictObject({ name: topicNameSchema, ...choices })

export const changeTopicSchema = z
  .strictObject(choices)
  .refine((input) => Object.values(input).some((value) => value !== undefined), {
    error: 'Say what is to change: partitions, retentionMs or cleanupPolicy.',
  })

export type NewTopicInput = z.output<typeof newTopicSchema>
export type ChangeTopicInput = z.output<typeof changeTopicSchema>
