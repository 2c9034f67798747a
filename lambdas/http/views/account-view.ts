import * as z from 'zod'
import type { Account } from '../../../core/account/account.ts'
import { timeView } from './time.ts'

export const accountSchema = z.object({
  id: z.string(),
  name: z.string(),
  createdAt: z.iso.datetime(),
})

export function accountView({ id, name, createdAt }: Account): z.output<typeof accountSchema> {
  return { id, name, createdAt: timeView(createdAt) }
}
