import { describe, expect, it } from '@jest/globals'
import { readFileSync } from 'node:fs'
import { statefulResources } from '../../../lib/checks/stateful-resources.ts'
import { statefulByStack } from '../stateful-by-stack.ts'

describe('stateful resources', () => {
  it('have the logical ids and replacing properties of stateful.json, so that no deployment replaces one', () => {
    expect(statefulByStack()).toEqual(JSON.parse(readFileSync('stateful.json', 'utf8')))
  })

  it('are told apart by what would replace them, and by nothing else', () => {
    const table = (properties: object) =>
      statefulResources({
        Resources: {
          Table: { Type: 'AWS::DynamoDB::GlobalTable', Properties: { ...properties } },
          Alarm: { Type: 'AWS::CloudWatch::Alarm', Properties: {} },
        },
      })
    const before = table({ KeySchema: ['pk'], BillingMode: 'PAY_PER_REQUEST' })
    expect(before).toEqual({
      Table: { type: 'AWS::DynamoDB::GlobalTable', replacing: { KeySchema: ['pk'] } },
    })
    expect(table({ KeySchema: ['pk'], BillingMode: 'PROVISIONED' })).toEqual(before)
    expect(table({ KeySchema: ['id'] })).not.toEqual(before)
  })
})
