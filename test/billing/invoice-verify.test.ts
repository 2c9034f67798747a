import { afterAll, beforeAll, describe, expect, it } from '@jest/globals'
import { spawnSync } from 'node:child_process'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { exportDocument, type InvoiceExport } from '../../core/invoice/invoice-export.ts'
import { sha256 } from '../../lambdas/http/sha256.ts'
import { someExports } from '../core/invoice/fixtures/exports.ts'

const GB = 1_000_000_000n

let folder: string
let april: InvoiceExport

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'headgate-verify-'))
  april = (await someExports()).april
})
afterAll(() => rmSync(folder, { recursive: true, force: true }))

function verifyText(text: string) {
  const path = join(folder, 'invoice.json')
  writeFileSync(path, text)
  const args = ['bin/invoice-verify.ts', path]
  return spawnSync(process.execPath, args, { encoding: 'utf8', timeout: 120_000 })
}

const verify = (exported: InvoiceExport) =>
  verifyText(JSON.stringify(exportDocument(exported, sha256)))

describe('npm run invoice:verify', () => {
  it('recomputes an export, adjustments of earlier months too, and ends well when it is exact', () => {
    const { status, stdout } = verify(april)
    expect(stdout).toContain('Invoice 2 for 2026-04')
    expect(stdout).toMatch(/same {4}2026-04\/\w+\/bytes_in: invoiced [1-9]/)
    expect(stdout).toMatch(/same {4}2026-03\/\w+\/bytes_in: invoiced [1-9]/)
    expect(stdout).toContain('Difference: 0.00 USD. The invoice is exact.')
    expect(status).toBe(0)
  })

  it('ends badly when a record is not what was invoiced, and says what differs', () => {
    const usage = april.month.usage.map((each) => ({
      ...each,
      quantity: each.quantity + 100n * GB,
    }))
    const { status, stdout } = verify({ ...april, month: { ...april.month, usage } })
    expect(stdout).toMatch(/DIFFERS .*bytes_in: invoiced [0-9.]+, recomputed [0-9.]+/)
    expect(stdout).toContain('The invoice is not what its records come to.')
    expect(status).toBe(1)
  })

  it('sees a line whose amount is not its quantity times its price', () => {
    const { invoice } = april
    const lines = invoice.lines.map((line) => ({ ...line, amountMicros: line.amountMicros + 1n }))
    const { status, stdout } = verify({ ...april, invoice: { ...invoice, lines } })
    expect(stdout).toMatch(/Line 1 says (\d+) and comes to (?!\1)\d+\./)
    expect(status).toBe(1)
  })

  it('sees a price book that is another, and a credit that was not used', () => {
    const invoice = { ...april.invoice, priceBookVersion: '2025-01' }
    const { status, stdout } = verify({ ...april, invoice, credits: [] })
    expect(stdout).toContain('It names the price book 2025-01; that of 2026-04 is 2026-01.')
    expect(stdout).toContain('Its credits are not those that were given.')
    expect(status).toBe(1)
  })

  it('says so when anything in the file was changed, though every amount is right', () => {
    const text = JSON.stringify(exportDocument(april, sha256))
    const { status, stdout } = verifyText(text.replace('"number":2', '"number":3'))
    expect(stdout).toContain('The file is not as it was made')
    expect(stdout).toContain('The invoice is exact.')
    expect(status).toBe(1)
  })

  it.each([
    ['nothing', '', /is no JSON/],
    ['half an export', '{"format":"headgate-invoice-export/2","inv', /is no JSON/],
    ['an answer that refused', '{"code":"not_found"}', /no export of an invoice/],
    ['another form', '{"format":"headgate-invoice-export/1"}', /Get it anew/],
    ['an export without its records', '{"format":"headgate-invoice-export/2"}', /at \/invoice:/],
  ])('refuses %s in a sentence', (_, text, sentence) => {
    const { status, stderr } = verifyText(text)
    expect(stderr).toMatch(sentence)
    expect(stderr.trim().split('\n')).toHaveLength(1)
    expect(status).toBe(2)
  })
})
