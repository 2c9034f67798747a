import type { HttpApi } from 'aws-cdk-lib/aws-apigatewayv2'
import type { IFunction } from 'aws-cdk-lib/aws-lambda'
import { Construct } from 'constructs'
import { AlarmBell } from './alarm-bell.ts'
import { cellAlarms } from './cell-alarms.ts'
import type { CellWorkers } from './cell-workers.ts'
import type { FunctionHome } from './control-function.ts'
import { entranceAlarms } from './entrance-alarms.ts'
import type { HintedWorker } from './hinted-worker.ts'
import { plannedAlarms } from './planned-alarms.ts'
import type { PlannedFunction } from './planned-function.ts'
import { serviceDashboard } from './service-dashboard.ts'

interface ServiceWatchProps {
  readonly home: FunctionHome
  readonly alarmsTo: string | undefined
  readonly http: HttpApi
  readonly functions: readonly PlannedFunction[]
  readonly place: HintedWorker
  readonly dispatch: IFunction
  readonly cells: readonly CellWorkers[]
}

/** Alarms and the dashboard. */
export class ServiceWatch extends Construct {
  constructor(scope: Construct, id: string, props: ServiceWatchProps) {
    super(scope, id)
    const { home, http, functions, dispatch, cells } = props
    const { action } = new AlarmBell(this, 'Bell', {
      name: `${home.deployment}-alarms`,
      key: home.logKey,
      mailTo: props.alarmsTo,
    })
    const bell = { deployment: home.deployment, action }
    const place = props.place.worker
    entranceAlarms(this, { http, dispatch, place }, bell)
    plannedAlarms(this, functions, bell)
    for (const workers of cells) {
      cellAlarms(new Construct(this, `Cell-${workers.cell.name}`), workers, bell)
    }
    serviceDashboard(this, {
      name: home.deployment,
      http,
      functions: [...functions.map(({ control }) => control.fn), dispatch, place.fn],
      cells,
    })
  }
}
