import { ArnFormat, type Duration, Stack } from 'aws-cdk-lib'
import type { Metric } from 'aws-cdk-lib/aws-cloudwatch'
import type { IKey } from 'aws-cdk-lib/aws-kms'
import { Architecture, CfnFunction, Runtime } from 'aws-cdk-lib/aws-lambda'
import { NodejsFunction } from 'aws-cdk-lib/aws-lambda-nodejs'
import { Construct } from 'constructs'
import type { DeploymentSize } from '../config/deployment-sizes.ts'
import { acceptFindings } from './accept-findings.ts'
import { EncryptedLogGroup } from './encrypted-log-group.ts'
import { bundleOf } from './esm-bundle.ts'
import { faultMetric } from './fault-metric.ts'
import { allowNetworkInterfaces, functionRole, type Permission } from './function-role.ts'

/** What all functions of one deployment have in common. */
export interface FunctionHome {
  readonly deployment: string
  readonly size: DeploymentSize
  readonly logKey: IKey
}

/** Where a function that speaks Kafka lives. */
export interface FunctionNetwork {
  readonly subnetIds: readonly string[]
  readonly groupId: string
}

export interface ControlFunctionProps {
  readonly home: FunctionHome
  /** Comes after the deployment in the function's name; at most 43 characters. */
  readonly name: string
  /** A file of lambdas/, without `.ts`. */
  readonly entry: string
  readonly does: string
  readonly environment: Readonly<Record<string, string>>
  readonly permissions: readonly Permission[]
  readonly timeout: Duration
  readonly memoryMib: number
  readonly network?: FunctionNetwork
}

/**
 * A function as all of ours are: Node 24 on Graviton, one ES module with the SDK in it, a role and a log group of its
 * own. Its name follows from the configuration, so that its role can name its log group and itself.
 */
export class ControlFunction extends Construct {
  readonly fn: NodejsFunction
  readonly logs: EncryptedLogGroup
  readonly faults: Metric

  constructor(scope: Construct, id: string, props: ControlFunctionProps) {
    super(scope, id)
    const { home, network } = props
    const functionName = `${home.deployment}-${props.name}`
    const role = functionRole(this, functionName, props.permissions)
    if (network) allowNetworkInterfaces(role, this.arnOf(functionName))
    this.logs = this.makeLogs(home, functionName)
    this.faults = faultMetric(this.logs, functionName)
    this.fn = new NodejsFunction(this, 'Function', {
      functionName,
      description: props.does,
      ...bundleOf(props.entry),
      runtime: Runtime.NODEJS_24_X,
      architecture: Architecture.ARM_64,
      timeout: props.timeout,
      memorySize: props.memoryMib,
      environment: { ...props.environment },
      role,
      logGroup: this.logs,
    })
    if (network) this.moveInto(network)
    this.acceptWhatIsMeant(network !== undefined)
  }

  private makeLogs({ logKey, size }: FunctionHome, functionName: string): EncryptedLogGroup {
    const logGroupName = `/aws/lambda/${functionName}`
    return new EncryptedLogGroup(this, 'Logs', { logGroupName, encryptionKey: logKey, size })
  }

  private arnOf(functionName: string): string {
    return Stack.of(this).formatArn({
      service: 'lambda',
      resource: 'function',
      resourceName: functionName,
      arnFormat: ArnFormat.COLON_RESOURCE_NAME,
    })
  }

  /** By ids: the CDK's own way asks for the whole network, of which there are only parameters here. */
  private moveInto({ subnetIds, groupId }: FunctionNetwork): void {
    const { defaultChild } = this.fn.node
    if (!(defaultChild instanceof CfnFunction)) throw new Error('A function is a CfnFunction.')
    defaultChild.vpcConfig = { subnetIds: [...subnetIds], securityGroupIds: [groupId] }
  }

  private acceptWhatIsMeant(inNetwork: boolean): void {
    acceptFindings(this, {
      CKV_AWS_115: 'Who asks too often is refused by us; queues bound how many passes run at once.',
      CKV_AWS_116: 'Work is never lost with a start: the schedule finds what is due.',
      W3005: 'The CDK says again that a function needs its role.',
      CKV_AWS_173: 'No variable holds a secret; those that name one hold its ARN.',
      ...(inNetwork ? {} : { CKV_AWS_117: 'Speaks to AWS alone, so it needs no network.' }),
    })
  }
}
