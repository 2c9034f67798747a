import { Fn, Stack, Tags } from 'aws-cdk-lib'
import type { Construct } from 'constructs'
import type { Configuration } from '../config/configuration.ts'
import { DEPLOYMENT_SIZES, type DeploymentSize } from '../config/deployment-sizes.ts'

/** What the stacks of one deployment have in common: where they go, what they are called, how careful they are. */
export class DeploymentStack extends Stack {
  readonly configuration: Configuration
  readonly size: DeploymentSize

  constructor(scope: Construct, part: string, description: string, configuration: Configuration) {
    const { name, account, region, size } = configuration
    super(scope, `${name}-${part}`, {
      description: `Headgate: ${description}`,
      env: account === undefined ? { region } : { account, region },
      terminationProtection: DEPLOYMENT_SIZES[size].keepsData,
    })
    this.configuration = configuration
    this.size = DEPLOYMENT_SIZES[size]
    Tags.of(this).add('headgate', name)
  }

  /** By number instead of by name: looking the names up would need credentials at synth. */
  override get availabilityZones(): string[] {
    const zones = Fn.getAzs()
    return Array.from({ length: 3 }, (_, index) => Fn.select(index, zones))
  }
}
