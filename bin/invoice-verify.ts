import { readFileSync } from 'node:fs'
import { readExport } from '../core/invoice/invoice-export.ts'
import { verificationText } from '../core/invoice/verification-text.ts'
import { isExact, verifyInvoice } from '../core/invoice/verify-invoice.ts'

// Recomputes an exported invoice on this machine: npm run invoice:verify -- FILE
const [path] = process.argv.slice(2)
if (path === undefined) {
  console.error('Say which file: npm run invoice:verify -- invoice.json')
  process.exitCode = 2
} else {
  const { invoice, month, adjusted } = readExport(JSON.parse(readFileSync(path, 'utf8')))
  const found = verifyInvoice(invoice, month, adjusted)
  console.log(verificationText(invoice, found))
  process.exitCode = isExact(found) ? 0 : 1
}
