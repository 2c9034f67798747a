import * as z from 'zod'
import type { PublicKeySet } from './identity-ports.ts'

/** As issuers publish their keys and as they are stored; whatever else is said of a key is left out. */
export const publicKeySetSchema: z.ZodType<PublicKeySet> = z.object({
  keys: z.array(
    z.object({
      kty: z.literal('RSA'),
      use: z.literal('sig'),
      alg: z.literal('RS256'),
      kid: z.string(),
      n: z.string(),
      e: z.string(),
    }),
  ),
})
