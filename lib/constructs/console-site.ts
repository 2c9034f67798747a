import { Duration, RemovalPolicy } from 'aws-cdk-lib'
import { Certificate } from 'aws-cdk-lib/aws-certificatemanager'
import {
  AllowedMethods,
  type BehaviorOptions,
  CachePolicy,
  Distribution,
  type DistributionProps,
  Function as EdgeFunction,
  FunctionCode,
  FunctionEventType,
  FunctionRuntime,
  OriginProtocolPolicy,
  OriginRequestPolicy,
  PriceClass,
  SecurityPolicyProtocol,
  ViewerProtocolPolicy,
} from 'aws-cdk-lib/aws-cloudfront'
import { HttpOrigin, S3BucketOrigin } from 'aws-cdk-lib/aws-cloudfront-origins'
import {
  BlockPublicAccess,
  Bucket,
  BucketEncryption,
  type IBucket,
  ObjectOwnership,
} from 'aws-cdk-lib/aws-s3'
import { Construct } from 'constructs'
import type { WebConfiguration } from '../config/web-configuration.ts'
import { acceptFindings } from './accept-findings.ts'
import { pageHeaders } from './page-headers.ts'

interface ConsoleSiteProps {
  /** Without scheme or path. */
  readonly apiHost: string
  readonly web: WebConfiguration
}

/** Views of the console are paths of one page: what names no file is that page. */
const ONE_PAGE = `function handler({ request }) {
  if (!request.uri.split('/').pop().includes('.')) request.uri = '/index.html';
  return request;
}`

/** The console's page and the API under one address, so that the page needs no permission to call elsewhere. */
export class ConsoleSite extends Construct {
  readonly bucket: Bucket
  readonly distribution: Distribution

  constructor(scope: Construct, id: string, { apiHost, web }: ConsoleSiteProps) {
    super(scope, id)
    this.bucket = this.makeBucket()
    this.distribution = new Distribution(this, 'Distribution', {
      comment: 'Headgate: the console and the API',
      defaultRootObject: 'index.html',
      defaultBehavior: this.page(),
      additionalBehaviors: { '/v1/*': passOn(apiHost) },
      priceClass: PriceClass.PRICE_CLASS_100,
      ...this.domainOf(web),
      ...(web.webAclArn === undefined ? {} : { webAclId: web.webAclArn }),
    })
    this.acceptWhatIsMeant(web)
  }

  private makeBucket(): Bucket {
    return new Bucket(this, 'Page', {
      encryption: BucketEncryption.S3_MANAGED,
      blockPublicAccess: BlockPublicAccess.BLOCK_ALL,
      objectOwnership: ObjectOwnership.BUCKET_OWNER_ENFORCED,
      enforceSSL: true,
      minimumTLSVersion: 1.2,
      versioned: true,
      // Whoever has the page open may still ask for parts of the one before.
      lifecycleRules: [{ noncurrentVersionExpiration: Duration.days(30) }],
      // It is built from the repository: nothing in it is worth keeping.
      removalPolicy: RemovalPolicy.DESTROY,
    })
  }

  private page(): BehaviorOptions {
    const onePage = new EdgeFunction(this, 'OnePage', {
      code: FunctionCode.fromInline(ONE_PAGE),
      runtime: FunctionRuntime.JS_2_0,
    })
    return {
      // The CDK's own class does not fit its interface under exactOptionalPropertyTypes.
      origin: S3BucketOrigin.withOriginAccessControl(this.bucket as IBucket),
      viewerProtocolPolicy: ViewerProtocolPolicy.REDIRECT_TO_HTTPS,
      cachePolicy: CachePolicy.CACHING_OPTIMIZED,
      responseHeadersPolicy: pageHeaders(this),
      functionAssociations: [{ function: onePage, eventType: FunctionEventType.VIEWER_REQUEST }],
    }
  }

  private domainOf({ domain }: WebConfiguration): Partial<DistributionProps> {
    if (domain === undefined) return {}
    const certificate = Certificate.fromCertificateArn(this, 'Certificate', domain.certificateArn)
    const minimumProtocolVersion = SecurityPolicyProtocol.TLS_V1_2_2021
    return { domainNames: [domain.name], certificate, minimumProtocolVersion }
  }

  private acceptWhatIsMeant({ domain, webAclArn }: WebConfiguration): void {
    acceptFindings(this.bucket, { 'AwsSolutions-S1': PUBLIC_PAGE, CKV_AWS_18: PUBLIC_PAGE })
    acceptFindings(this.distribution, {
      'AwsSolutions-CFR1': 'Whoever runs a deployment knows where their customers are; we do not.',
      'AwsSolutions-CFR3': PUBLIC_PAGE,
      CKV_AWS_86: PUBLIC_PAGE,
      ...(webAclArn === undefined ? { 'AwsSolutions-CFR2': NO_WALL, CKV_AWS_68: NO_WALL } : {}),
      ...(domain === undefined ? { 'AwsSolutions-CFR4': NO_DOMAIN, CKV_AWS_174: NO_DOMAIN } : {}),
    })
  }
}

/** Every answer of the API is for who asked alone, so nothing of it is kept at the edge. */
function passOn(apiHost: string): BehaviorOptions {
  return {
    origin: new HttpOrigin(apiHost, { protocolPolicy: OriginProtocolPolicy.HTTPS_ONLY }),
    viewerProtocolPolicy: ViewerProtocolPolicy.HTTPS_ONLY,
    allowedMethods: AllowedMethods.ALLOW_ALL,
    cachePolicy: CachePolicy.CACHING_DISABLED,
    // The API Gateway finds the API by the host's name, so that one is its own.
    originRequestPolicy: OriginRequestPolicy.ALL_VIEWER_EXCEPT_HOST_HEADER,
  }
}

const PUBLIC_PAGE =
  'The page is public and the same for everybody; requests to the API are logged behind it.'
const NO_WALL = 'A firewall is paid for by whoever wants one: web.webAclArn.'
const NO_DOMAIN = "CloudFront's own address has CloudFront's own settings; web.domain has ours."
