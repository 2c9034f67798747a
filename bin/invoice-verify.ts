import { createHash } from 'node:crypto'
import { readFileSync } from 'node:fs'
import { type ReadExport, readExport } from '../core/invoice/invoice-export.ts'
import { verificationText } from '../core/invoice/verification-text.ts'
import { isExact, verifyInvoice } from '../core/invoice/verify-invoice.ts'

// Recomputes an exported invoice on this machine: npm run invoice:verify -- FILE
// Ends with 0 when all of it is right, 1 when something is not, 2 when there is nothing to recompute.

const sha256 = (text: string) => createHash('sha256').update(text).digest('hex')

function read(path: string | undefined): ReadExport {
  if (path === undefined) throw new Error('Say which file: npm run invoice:verify -- invoice.json')
  const text = readFileSync(path, 'utf8')
  let document: unknown
  try {
    document = JSON.parse(text)
  } catch {
    throw new Error(`${path} is no JSON: save the whole answer of …/invoices/{id}/records in it.`)
  }
  return readExport(document, sha256)
}

function verify(path: string | undefined): number {
  const { exported, isWhole } = read(path)
  const found = verifyInvoice(exported)
  if (!isWhole) console.log('The file is not as it was made: something in it was changed.')
  console.log(verificationText(exported.invoice, found))
  return isWhole && isExact(found) ? 0 : 1
}

try {
  process.exitCode = verify(process.argv[2])
} catch (error) {
  console.error(error instanceof Error ? error.message : error)
  process.exitCode = 2
}
