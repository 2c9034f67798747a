import * as z from 'zod'
import { type CallApi, must } from './deployed-api.ts'

/** Claims the installation with the bootstrap secret, and answers with the first operator's token. A second claim fails. */
export async function claimAt(call: CallApi, secret: string | undefined): Promise<string> {
  const claim = () => call('POST', '/operator/claim', { body: { secret, name: 'Ann' } })
  const { token } = z.object({ token: z.string() }).parse((await must(201, claim())).json())
  await must(409, claim())
  return token
}
