import * as z from 'zod'
import type { Emulator } from './start-emulator.ts'

const mailSchema = z.object({
  Source: z.string(),
  To: z.array(z.string()),
  Subject: z.string(),
  BodyText: z.string(),
})
/** By account. */
const sentSchema = z.object({ messages: z.record(z.string(), z.array(mailSchema)) })

export type SentMail = z.infer<typeof mailSchema>

/** Every mail that the emulator's Amazon SES took. */
export async function sentMails({ endpoint }: Emulator): Promise<readonly SentMail[]> {
  const answer = await fetch(`${endpoint}/_ministack/ses/messages`)
  return Object.values(sentSchema.parse(await answer.json()).messages).flat()
}
