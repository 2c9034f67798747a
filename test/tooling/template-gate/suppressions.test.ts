import { afterEach, describe, expect, it } from '@jest/globals'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { suppressionsIn } from './suppressions.ts'

const folder = mkdtempSync(join(tmpdir(), 'headgate-template-'))
afterEach(() => rmSync(folder, { recursive: true, force: true }))

function templateWith(...metadata: readonly object[]): string {
  const path = join(folder, 'any.template.json')
  const entries = metadata.map((Metadata, index) => [`R${index}`, { Type: 'Any', Metadata }])
  writeFileSync(path, JSON.stringify({ Resources: Object.fromEntries(entries) }))
  return path
}

describe('accepted findings', () => {
  it('count once for each rule and reason, not counting what the CDK excuses of its own', () => {
    const nag = { cdk_nag: { rules_to_suppress: [{ id: 'S1', reason: 'because' }] } }
    const own = {
      cdk_nag: { rules_to_suppress: [{ id: 'CloudFormation-Validate::F3002', reason: 'theirs' }] },
    }
    const checkov = { checkov: { skip: [{ id: 'CKV_1', comment: 'so it is' }] } }
    const lint = { 'cfn-lint': { reasons: [{ id: 'W1', reason: 'harmless' }] } }
    expect(suppressionsIn([templateWith(nag, nag, own, checkov, lint, {})])).toEqual([
      'CKV_1: so it is',
      'S1: because',
      'W1: harmless',
    ])
  })
})
