import { CfnStage, HttpApi, HttpMethod, HttpStage } from 'aws-cdk-lib/aws-apigatewayv2'
import { HttpLambdaIntegration } from 'aws-cdk-lib/aws-apigatewayv2-integrations'
import { Construct } from 'constructs'
import { acceptFindings } from './accept-findings.ts'
import type { FunctionHome } from './control-function.ts'
import { EncryptedLogGroup } from './encrypted-log-group.ts'
import type { PlannedFunction } from './planned-function.ts'

interface ApiEntranceProps {
  readonly home: FunctionHome
  /** Those without paths are left out. */
  readonly functions: readonly PlannedFunction[]
}

/**
 * For everybody together; each caller has limits of their own behind it. Below Lambda's 1,000 at once of a new account:
 * https://docs.aws.amazon.com/apigateway/latest/developerguide/http-api-throttling.html
 */
const THROTTLE = { rateLimit: 1_000, burstLimit: 2_000 } as const

/** One line a request. No query and no body: they may hold what people keep to themselves. */
const LOGGED = {
  requestId: '$context.requestId',
  at: '$context.requestTimeEpoch',
  ip: '$context.identity.sourceIp',
  method: '$context.httpMethod',
  path: '$context.path',
  route: '$context.routeKey',
  status: '$context.status',
  durationMs: '$context.responseLatency',
  fault: '$context.integrationErrorMessage',
} as const

/** The HTTP API: each path goes to the function whose plan names it, everything else to the API function. */
export class ApiEntrance extends Construct {
  readonly http: HttpApi

  constructor(scope: Construct, id: string, props: ApiEntranceProps) {
    super(scope, id)
    const { home, functions } = props
    this.http = new HttpApi(this, 'Http', {
      apiName: home.deployment,
      description: 'Headgate: the API',
      createDefaultStage: false,
      defaultIntegration: defaultOf(functions),
    })
    for (const made of functions) this.addPaths(made)
    this.addStage(home)
    acceptFindings(this, {
      'AwsSolutions-APIG4': NO_AUTHORIZER,
      CKV_AWS_309: NO_AUTHORIZER,
    })
  }

  private addPaths(made: PlannedFunction): void {
    const { answers = [] } = made.plan
    if (answers === 'the rest') return
    const integration = integrationOf(made)
    // Any method: the function that knows the path says which ones it takes.
    for (const path of answers)
      this.http.addRoutes({ path, methods: [HttpMethod.ANY], integration })
  }

  private addStage({ deployment, logKey, size }: FunctionHome): void {
    const logs = new EncryptedLogGroup(this, 'Requests', {
      logGroupName: `/headgate/requests/${deployment}`,
      encryptionKey: logKey,
      size,
    })
    const stage = new HttpStage(this, 'Stage', {
      httpApi: this.http,
      stageName: '$default',
      autoDeploy: true,
      throttle: THROTTLE,
    })
    const { defaultChild } = stage.node
    if (!(defaultChild instanceof CfnStage)) throw new Error('A stage of the CDK is a CfnStage.')
    defaultChild.accessLogSettings = {
      destinationArn: logs.logGroupArn,
      format: JSON.stringify(LOGGED),
    }
  }
}

function integrationOf({ plan, control }: PlannedFunction): HttpLambdaIntegration {
  return new HttpLambdaIntegration(plan.entry, control.fn)
}

function defaultOf(functions: readonly PlannedFunction[]): HttpLambdaIntegration {
  const [api, ...others] = functions.filter(({ plan }) => plan.answers === 'the rest')
  if (api === undefined || others.length > 0) throw new Error('One function answers the rest.')
  return integrationOf(api)
}

const NO_AUTHORIZER =
  'Our own middleware authenticates in every function; an authorizer would remember revoked tokens.'
