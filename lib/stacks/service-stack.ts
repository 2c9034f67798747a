import { CfnOutput } from 'aws-cdk-lib'
import { Construct } from 'constructs'
import type { Configuration } from '../config/configuration.ts'
import { ApiEntrance } from '../constructs/api-entrance.ts'
import { CellWorkers } from '../constructs/cell-workers.ts'
import { ConsoleSite } from '../constructs/console-site.ts'
import { Dispatcher } from '../constructs/dispatcher.ts'
import { placing } from '../constructs/placing.ts'
import { PlannedFunction } from '../constructs/planned-function.ts'
import { importSurroundings, type Surroundings } from '../constructs/service-surroundings.ts'
import { ServiceWatch } from '../constructs/service-watch.ts'
import { DEPLOYMENT_FUNCTIONS } from '../functions/deployment-functions.ts'
import { DeploymentStack } from './deployment-stack.ts'

/** Everything that runs. It holds nothing, and can be deleted and deployed again at any time. */
export class ServiceStack extends DeploymentStack {
  constructor(scope: Construct, configuration: Configuration) {
    super(scope, 'service', 'functions, the API, schedules and the console', configuration)
    const around = importSurroundings(this, configuration, this.size)
    const functions = this.makeFunctions(around)
    const { http } = new ApiEntrance(this, 'Entrance', { home: around.home, functions })
    const place = placing(this, around)
    const cells = around.cells.map(
      (cell) => new CellWorkers(this, `Cell-${cell.name}`, { cell, around }),
    )
    const { dispatch } = new Dispatcher(this, 'Dispatcher', { around, place, cells })
    const site = new ConsoleSite(this, 'Console', {
      apiHost: `${http.apiId}.execute-api.${this.region}.${this.urlSuffix}`,
      web: configuration.web,
    })
    new ServiceWatch(this, 'Watch', {
      home: around.home,
      alarmsTo: configuration.alarmsTo,
      http,
      functions,
      place,
      dispatch,
      cells,
    })
    this.tell({
      ApiUrl: `${http.apiEndpoint}/v1`,
      ConsoleUrl: `https://${configuration.web.domain?.name ?? site.distribution.domainName}/`,
      ConsoleBucket: site.bucket.bucketName,
      OperatorTokenSecret: around.state.operatorTokenArn,
    })
  }

  private makeFunctions(around: Surroundings): readonly PlannedFunction[] {
    const home = new Construct(this, 'Functions')
    return DEPLOYMENT_FUNCTIONS.map(
      (planOf) => new PlannedFunction(home, { plan: planOf(around), around }),
    )
  }

  /** What people need to know after a deployment. */
  private tell(values: Readonly<Record<string, string>>): void {
    for (const [name, value] of Object.entries(values)) new CfnOutput(this, name, { value })
  }
}
