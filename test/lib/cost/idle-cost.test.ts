import { describe, expect, it } from '@jest/globals'
import { CELL_SIZES } from '../../../lib/config/cell-sizes.ts'
import { idleCost } from '../../../lib/cost/idle-cost.ts'
import { readPriceList } from '../../../lib/cost/price-list.ts'

const prices = readPriceList()
const cluster = (InstanceType: string, brokers: number, gib: number) => ({
  Type: 'AWS::MSK::Cluster',
  Properties: {
    NumberOfBrokerNodes: brokers,
    BrokerNodeGroupInfo: {
      InstanceType,
      StorageInfo: { EBSStorageInfo: { VolumeSize: gib } },
    },
  },
})

describe('the cost of a deployment that nobody uses', () => {
  it('is brokers by the hour and volumes by the month', () => {
    expect(idleCost([cluster('kafka.t3.small', 2, 20)], prices)).toEqual([
      { what: 'brokers kafka.t3.small', count: 2, monthlyUsd: 2 * 730 * 0.0456 },
      { what: 'volumes of 20 GiB', count: 2, monthlyUsd: 4 },
    ])
  })

  it('knows every size that a cell can have, and says so when it does not', () => {
    for (const { instanceType } of Object.values(CELL_SIZES)) {
      expect(prices.brokerHour[instanceType]).toBeGreaterThan(0)
    }
    expect(() => idleCost([cluster('kafka.m9.large', 3, 1)], prices)).toThrow('kafka.m9.large')
  })

  it('counts an endpoint for each of its zones, and gateways not at all', () => {
    const endpoint = (SubnetIds?: readonly string[]) => ({
      Type: 'AWS::EC2::VPCEndpoint',
      Properties: { SubnetIds },
    })
    const [line] = idleCost([endpoint(['a', 'b', 'c']), endpoint(['a']), endpoint()], prices)
    expect(line).toMatchObject({ count: 4 })
    expect(line?.monthlyUsd).toBeCloseTo(29.2)
  })

  it('starts a function of its memory by every schedule of its name', () => {
    const schedule = (Name: string, ScheduleExpression: string) => ({
      Type: 'AWS::Scheduler::Schedule',
      Properties: { Name, ScheduleExpression },
    })
    const lines = idleCost(
      [
        schedule('any', 'rate(1 minute)'),
        schedule('any.more', 'rate(1 hour)'),
        { Type: 'AWS::Lambda::Function', Properties: { FunctionName: 'any', MemorySize: 1_024 } },
      ],
      prices,
    )
    expect(lines[0]?.count).toBe(2)
    expect(lines[0]?.monthlyUsd).toBeCloseTo((43_800 + 730) * (0.0000012 + 0.0000133334))
    expect(() => idleCost([schedule('any', 'cron(0 0 * * ? *)')], prices)).toThrow('cron')
  })
})
