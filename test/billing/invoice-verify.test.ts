import { afterAll, beforeAll, describe, expect, it } from '@jest/globals'
import { spawnSync } from 'node:child_process'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { exportDocument } from '../../core/invoice/invoice-export.ts'
import { makeInvoice } from '../../core/invoice/make-invoice.ts'
import { PERIOD, planChange, usage } from '../core/invoice/fixtures/months.ts'

const GB = 1_000_000_000n
const month = {
  period: PERIOD,
  changes: [planChange()],
  usage: [usage({ quantity: 150n * GB })],
}
const draft = makeInvoice({
  accountId: 'acc_ann',
  month,
  earlier: [],
  credits: [],
  carriedMicros: 0n,
})
const invoice = { ...draft, id: 'inv_1', number: 1, issuedAt: 0 }

let folder: string

beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'headgate-verify-'))
})
afterAll(() => rmSync(folder, { recursive: true, force: true }))

function verify(document: unknown) {
  const path = join(folder, 'invoice.json')
  writeFileSync(path, JSON.stringify(document))
  const args = ['bin/invoice-verify.ts', path]
  return spawnSync(process.execPath, args, { encoding: 'utf8', timeout: 30_000 })
}

describe('npm run invoice:verify', () => {
  it('recomputes an export and ends well when it is exact', () => {
    const { status, stdout } = verify(exportDocument({ invoice, month, adjusted: [] }))
    expect(stdout).toContain('Difference: 0.00 USD. The invoice is exact.')
    expect(stdout).toContain('bytes_in: invoiced 3.00, recomputed 3.00')
    expect(status).toBe(0)
  })

  it('ends badly when a record is not what was invoiced, and says what differs', () => {
    const more = { ...month, usage: [usage({ quantity: 151n * GB })] }
    const { status, stdout } = verify(exportDocument({ invoice, month: more, adjusted: [] }))
    expect(stdout).toMatch(/DIFFERS .*bytes_in: invoiced 3\.00, recomputed 3\.06/)
    expect(status).toBe(1)
  })

  it('sees a line whose amount is not its quantity times its price', () => {
    const lines = invoice.lines.map((line) => ({ ...line, amountMicros: line.amountMicros + 1n }))
    const { status, stdout } = verify(
      exportDocument({ invoice: { ...invoice, lines }, month, adjusted: [] }),
    )
    expect(stdout).toContain('Line 1 says 25000001 and comes to 25000000.')
    expect(status).toBe(1)
  })

  it('refuses what is no export', () => {
    expect(verify({ format: 'something else' }).status).not.toBe(0)
  })
})
