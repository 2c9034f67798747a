import { GetEmailIdentityCommand, type SESv2Client } from '@aws-sdk/client-sesv2'
import { openSes } from './ses-client.ts'

/**
 * Whether Amazon SES lets mail go from an address in this region: it has verified the address, its domain, or a domain
 * above that one. Throws what the SDK throws when it cannot be asked.
 * https://docs.aws.amazon.com/ses/latest/dg/creating-identities.html
 */
export async function isVerifiedSender(region: string, from: string): Promise<boolean> {
  const client = openSes(region)
  for (const identity of identitiesOf(from)) if (await isVerified(client, identity)) return true
  return false
}

function identitiesOf(from: string): readonly string[] {
  const labels = from.slice(from.lastIndexOf('@') + 1).split('.')
  const domains = labels.slice(0, -1).map((_, above) => labels.slice(above).join('.'))
  return [from, ...domains]
}

async function isVerified(client: SESv2Client, EmailIdentity: string): Promise<boolean> {
  try {
    const found = await client.send(new GetEmailIdentityCommand({ EmailIdentity }))
    return found.VerifiedForSendingStatus === true
  } catch (error) {
    if (error instanceof Error && error.name === 'NotFoundException') return false
    throw error
  }
}
