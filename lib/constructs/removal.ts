import { RemovalPolicy } from 'aws-cdk-lib'
import type { DeploymentSize } from '../config/deployment-sizes.ts'

/** What becomes of a stateful resource that leaves its template: kept, but in a dev deployment. */
export function removalOf({ keepsData }: DeploymentSize): RemovalPolicy {
  return keepsData ? RemovalPolicy.RETAIN : RemovalPolicy.DESTROY
}
