import * as z from 'zod'
import { topicNameSchema } from '../topic/topic.ts'

const partitionSchema = z.int({ error: 'A partition is a whole number.' }).min(0, {
  error: 'Partitions count from 0.',
})

const OFFSET_ERROR = 'An offset is a whole number from 0.'

/** Which partitions go where. Without `topic` all that the group ever committed to; without `partitions` all of the topic. */
export const resetSchema = z
  .strictObject({
    to: z.enum(['earliest', 'latest', 'time', 'offset'], {
      error: 'A group is set to "earliest", "latest", "time" or "offset".',
    }),
    time: z.iso
      .datetime({ offset: true, error: 'A time is written as in 2026-01-31T08:00:00Z.' })
      .optional(),
    offset: z.int({ error: OFFSET_ERROR }).min(0, { error: OFFSET_ERROR }).optional(),
    topic: topicNameSchema.optional(),
    partitions: z
      .array(partitionSchema)
      .min(1, { error: 'Name at least one partition, or leave the field out.' })
      .max(1_000, { error: 'At most 1,000 partitions at once.' })
      .optional(),
    dryRun: z.boolean().optional(),
  })
  .refine(({ to, time }) => (to === 'time') === (time !== undefined), {
    error: 'Give time with "to": "time", and only then.',
    path: ['time'],
  })
  .refine(({ to, offset }) => (to === 'offset') === (offset !== undefined), {
    error: 'Give offset with "to": "offset", and only then.',
    path: ['offset'],
  })
  .refine(({ topic, partitions }) => partitions === undefined || topic !== undefined, {
    error: 'Partitions are those of a topic: name it.',
    path: ['topic'],
  })

export type ResetInput = z.output<typeof resetSchema>
