import { RegionInfo } from 'aws-cdk-lib/region-info'

/**
 * Services that Headgate stands on and that a partition lacks:
 * https://docs.amazonaws.cn/en_us/aws/latest/userguide/cognito.html (no user pools in China),
 * https://docs.aws.amazon.com/govcloud-us/latest/UserGuide/setting-up-credentials.html (CloudFront is outside GovCloud).
 * A partition that is not here is refused too: nobody has looked.
 */
const MISSING_SERVICES: Readonly<Record<string, readonly string[]>> = {
  aws: [],
  'aws-cn': ['Amazon Cognito user pools'],
  'aws-us-gov': ['Amazon CloudFront'],
}

/** Why Headgate cannot run in a region, as the rest of a sentence; undefined when it can. */
export function reasonAgainstRegion(region: string): string | undefined {
  if (!RegionInfo.regions.some(({ name }) => name === region)) {
    return `must be a region that AWS has; "${region}" is none`
  }
  const partition = RegionInfo.get(region).partition ?? 'unknown'
  const missing = MISSING_SERVICES[partition]
  if (missing === undefined) {
    return `lies in the partition ${partition}, where Headgate was never checked for the services it needs`
  }
  if (missing.length > 0)
    return `lies in the partition ${partition}, which lacks ${missing.join(', ')}`
  return undefined
}
