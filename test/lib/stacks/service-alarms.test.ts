import { describe, expect, it } from '@jest/globals'
import { Match } from 'aws-cdk-lib/assertions'
import { readFileSync } from 'node:fs'
import { STANDARD, templateOf } from '../synthesize.ts'

const standard = templateOf(
  { ...JSON.parse(readFileSync(STANDARD, 'utf8')), alarmsTo: 'ops@example.com' },
  'headgate-service',
)
const alarms = Object.values(standard.findResources('AWS::CloudWatch::Alarm')).map(
  ({ Properties }) => Properties,
)

/** As GitHub makes them: https://github.com/Flet/github-slugger */
function anchorsOf(markdown: string): ReadonlySet<string> {
  const headings = [...markdown.matchAll(/^#+ (.+)$/gm)].map(([, heading = '']) => heading)
  return new Set(
    headings.map((heading) =>
      heading
        .toLowerCase()
        .replace(/[^\p{L}\p{N}\- ]/gu, '')
        .replaceAll(' ', '-'),
    ),
  )
}

describe('every alarm', () => {
  it('says what people lose, and which page says what to do', () => {
    const anchors = anchorsOf(readFileSync('docs/operations.md', 'utf8'))
    expect(alarms.length).toBeGreaterThan(20)
    for (const { AlarmDescription } of alarms) {
      const [, impact = '', anchor = ''] =
        /^(.+) What to do: docs\/operations\.md#(\S+)$/.exec(AlarmDescription) ?? []
      expect(impact.length).toBeGreaterThan(20)
      expect([...anchors]).toContain(anchor)
    }
  })

  it('tells a person, when it rings and when it is over', () => {
    for (const { AlarmActions, OKActions } of alarms) {
      expect(AlarmActions).toHaveLength(1)
      expect(OKActions).toEqual(AlarmActions)
    }
    standard.hasResourceProperties('AWS::SNS::Subscription', {
      Protocol: 'email',
      Endpoint: 'ops@example.com',
    })
  })

  it('has one for each disk that could fill up and each cell that could stand still', () => {
    const names = alarms.map(({ AlarmName }) => AlarmName)
    for (const cell of ['one', 'partner', 'old']) {
      expect(names).toContain(`headgate-${cell}-settling-stopped`)
      expect(names).toContain(`headgate-${cell}-disk-full-3`)
      for (const what of ['metering-stopped', 'metering-fails', 'observing-fails', 'drift-waits'])
        expect(names).toContain(`headgate-${cell}-${what}`)
    }
  })

  it('rings for tenants that no cluster has room for, by the line that placing writes', () => {
    standard.hasResourceProperties('AWS::Logs::MetricFilter', {
      FilterPattern: '{ $.waitingForCapacity = "*" }',
      MetricTransformations: [Match.objectLike({ MetricValue: '$.waitingForCapacity' })],
    })
    const noRoom = alarms.find(({ AlarmName }) => AlarmName === 'headgate-no-room')
    expect(noRoom).toMatchObject({ Statistic: 'Maximum', EvaluationPeriods: 2, Threshold: 1 })
  })

  it('rings when nothing is heard of what must happen every minute', () => {
    const stopped = alarms.filter(({ AlarmName }) => AlarmName.endsWith('-stopped'))
    expect(stopped.map(({ AlarmName }) => AlarmName)).toEqual(
      expect.arrayContaining(['headgate-placing-stopped', 'headgate-billing-stopped']),
    )
    for (const alarm of stopped) {
      expect(alarm).toMatchObject({
        MetricName: 'Invocations',
        ComparisonOperator: 'LessThanOrEqualToThreshold',
        TreatMissingData: 'breaching',
      })
    }
  })
})
