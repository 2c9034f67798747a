import * as z from 'zod'

/** The shape of every list. */
export function pageSchema(item: z.ZodType): z.ZodType {
  return z.object({ items: z.array(item), nextCursor: z.string().optional() })
}
