import { Duration } from 'aws-cdk-lib'
import type { HttpApi } from 'aws-cdk-lib/aws-apigatewayv2'
import { Dashboard, GraphWidget, type IMetric, type IWidget } from 'aws-cdk-lib/aws-cloudwatch'
import type { IFunction } from 'aws-cdk-lib/aws-lambda'
import type { Construct } from 'constructs'
import type { CellWorkers } from './cell-workers.ts'
import { diskUsed, traffic } from './kafka-metrics.ts'

interface DashboardProps {
  readonly name: string
  readonly http: HttpApi
  readonly functions: readonly IFunction[]
  readonly cells: readonly CellWorkers[]
}

const PERIOD = Duration.minutes(1)
const HALF_A_ROW = 12
const THIRD_OF_A_ROW = 8

/** The API above, one row a cell below. */
export function serviceDashboard(scope: Construct, props: DashboardProps): Dashboard {
  return new Dashboard(scope, 'Dashboard', {
    dashboardName: props.name,
    defaultInterval: Duration.hours(3),
    widgets: [apiRow(props), ...props.cells.map(cellRow)],
  })
}

function apiRow({ http, functions }: DashboardProps): IWidget[] {
  return [
    graph('API: requests and errors', HALF_A_ROW, [
      http.metricCount({ period: PERIOD }),
      http.metricClientError({ period: PERIOD }),
      http.metricServerError({ period: PERIOD }),
    ]),
    graph(
      'Errors of functions',
      HALF_A_ROW,
      functions.map((fn) => fn.metricErrors({ period: PERIOD })),
    ),
  ]
}

function cellRow({ cell, settling }: CellWorkers): IWidget[] {
  const { name, clusterName, brokers } = cell
  return [
    graph(`${name}: settling`, THIRD_OF_A_ROW, [
      settling.worker.fn.metricInvocations({ period: PERIOD }),
      settling.worker.fn.metricErrors({ period: PERIOD }),
      settling.queue.metricApproximateNumberOfMessagesVisible({ period: PERIOD }),
    ]),
    graph(`${name}: bytes in and out a second, by broker`, THIRD_OF_A_ROW, [
      ...traffic('BytesInPerSec', clusterName, brokers, PERIOD),
      ...traffic('BytesOutPerSec', clusterName, brokers, PERIOD),
    ]),
    graph(
      `${name}: disks, % full`,
      THIRD_OF_A_ROW,
      diskUsed(clusterName, brokers, Duration.minutes(5)),
    ),
  ]
}

function graph(title: string, width: number, left: IMetric[]): GraphWidget {
  return new GraphWidget({ title, width, left })
}
