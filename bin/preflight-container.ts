import { openMsk } from '../adapters/msk/msk-client.ts'
import { mskProvider } from '../adapters/msk/msk-provider.ts'
import { isVerifiedSender } from '../adapters/ses/verified-sender.ts'
import type { AccountFacts } from '../lib/preflight/find-obstacles.ts'

/** Asks AWS with the keys of whoever is about to deploy. */
export function accountFacts(region: string): AccountFacts {
  return {
    isVerifiedSender: (from) => isVerifiedSender(region, from),
    async whyNoCell({ clusterArn, access }) {
      const cluster = { client: openMsk(region), clusterArn }
      const seen = await mskProvider(cluster, access).inspect()
      if (seen.kind === 'busy') return 'Amazon MSK does not call its cluster ACTIVE.'
      return seen.kind === 'unfit' ? seen.reason : null
    },
  }
}
