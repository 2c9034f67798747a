import { describe, expect, it } from '@jest/globals'
import { Match } from 'aws-cdk-lib/assertions'
import { billingRoutes } from '../../../lambdas/http/billing-routes.ts'
import { dataRoutes } from '../../../lambdas/http/data-routes.ts'
import { identityRoutes } from '../../../lambdas/http/identity-routes.ts'
import { secretRoutes } from '../../../lambdas/http/resources/secrets.ts'
import {
  BILLING_PATHS,
  DATA_PATHS,
  IDENTITY_PATHS,
  SECRET_PATHS,
} from '../../../lib/constructs/api-paths.ts'
import { DEV, STANDARD, templateOf } from '../synthesize.ts'

const dev = templateOf(DEV, 'headgate-service')
const pathsOf = (routes: readonly { readonly path: string }[]) =>
  [...new Set(routes.map(({ path }) => `/v1${path}`))].sort()

describe('the HTTP API', () => {
  it('sends each path of the route table to the function that has it', () => {
    expect([...IDENTITY_PATHS].sort()).toEqual(pathsOf(identityRoutes))
    expect([...SECRET_PATHS].sort()).toEqual(pathsOf(secretRoutes))
    expect([...DATA_PATHS].sort()).toEqual(pathsOf(dataRoutes))
    const keys = Object.values(dev.findResources('AWS::ApiGatewayV2::Route')).map(
      ({ Properties }) => Properties.RouteKey,
    )
    expect([...BILLING_PATHS].sort()).toEqual(pathsOf(billingRoutes))
    const own = [...BILLING_PATHS, ...DATA_PATHS, ...IDENTITY_PATHS, ...SECRET_PATHS].map(
      (path) => `ANY ${path}`,
    )
    expect(keys.sort()).toEqual(['$default', ...own].sort())
  })

  it('logs requests without what they carry, and bounds how many there are', () => {
    const [stage] = Object.values(dev.findResources('AWS::ApiGatewayV2::Stage'))
    const logged: string = stage?.Properties.AccessLogSettings.Format
    expect(Object.keys(JSON.parse(logged))).toContain('requestId')
    expect(logged).not.toMatch(/query|body|header|authoriz/i)
    expect(stage?.Properties.DefaultRouteSettings).toMatchObject({
      ThrottlingBurstLimit: 2_000,
      ThrottlingRateLimit: 1_000,
    })
  })
})

describe('the console', () => {
  it('is served over TLS alone, with headers that let it speak to its own address alone', () => {
    dev.hasResourceProperties('AWS::CloudFront::ResponseHeadersPolicy', {
      ResponseHeadersPolicyConfig: {
        SecurityHeadersConfig: {
          ContentSecurityPolicy: {
            ContentSecurityPolicy: Match.stringLikeRegexp("^default-src 'self';"),
          },
          FrameOptions: { FrameOption: 'DENY' },
          StrictTransportSecurity: { AccessControlMaxAgeSec: 63_072_000 },
        },
      },
    })
    dev.hasResourceProperties('AWS::CloudFront::Distribution', {
      DistributionConfig: { DefaultCacheBehavior: { ViewerProtocolPolicy: 'redirect-to-https' } },
    })
  })

  it('has the API under the same address, and keeps none of its answers at the edge', () => {
    const [distribution] = Object.values(dev.findResources('AWS::CloudFront::Distribution'))
    const [behavior] = distribution?.Properties.DistributionConfig.CacheBehaviors ?? []
    expect(behavior).toMatchObject({
      PathPattern: '/v1/*',
      ViewerProtocolPolicy: 'https-only',
      // CloudFront's own "CachingDisabled" and "AllViewerExceptHostHeader".
      CachePolicyId: '4135ea2d-6df8-44a3-9df3-4b5a84be39ad',
      OriginRequestPolicyId: 'b689b0a8-53d0-40ab-baf2-68738e2966ac',
    })
    expect(behavior.AllowedMethods).toContain('DELETE')
  })

  it('lies in a bucket that nobody but CloudFront can read', () => {
    dev.hasResourceProperties('AWS::S3::Bucket', {
      PublicAccessBlockConfiguration: { BlockPublicAcls: true, RestrictPublicBuckets: true },
    })
    dev.resourceCountIs('AWS::CloudFront::OriginAccessControl', 1)
  })

  it('takes a domain, a certificate and a firewall of its operator', () => {
    const arn = (rest: string) => `arn:aws:${rest}`
    const web = {
      domain: {
        name: 'kafka.example.com',
        certificateArn: arn('acm:us-east-1:123456789012:certificate/1'),
      },
      webAclArn: arn('wafv2:us-east-1:123456789012:global/webacl/any/1'),
    }
    templateOf({ ...DEV, web }, 'headgate-service').hasResourceProperties(
      'AWS::CloudFront::Distribution',
      {
        DistributionConfig: {
          Aliases: ['kafka.example.com'],
          WebACLId: web.webAclArn,
          ViewerCertificate: { MinimumProtocolVersion: 'TLSv1.2_2021' },
        },
      },
    )
  })
})

describe('stacks of a standard deployment', () => {
  it('hold none of the data in the service, so that it can be deleted and made again', () => {
    const types = Object.values(templateOf(STANDARD, 'headgate-service').toJSON().Resources)
    const kinds = new Set(types.map((resource) => Object(resource).Type))
    for (const kind of ['AWS::DynamoDB::GlobalTable', 'AWS::KMS::Key', 'AWS::MSK::Cluster']) {
      expect(kinds.has(kind)).toBe(false)
    }
  })
})
