import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { dirname } from 'node:path'
import { fileURLToPath } from 'node:url'
import { wholeDocument } from '../../../lambdas/http/openapi/whole-document.ts'
import { clientText } from './client-text.ts'

const generated = fileURLToPath(new URL('../../../client/generated/operations.ts', import.meta.url))

/** `npm run client:generate` writes it; with `--check` it only says whether it is what the routes lead to. */
function main([flag]: readonly string[]): number {
  const wanted = clientText(wholeDocument)
  if (flag === '--check') {
    if (existsSync(generated) && readFileSync(generated, 'utf8') === wanted) return 0
    console.error('client/generated/ is not what the routes lead to: npm run client:generate')
    return 1
  }
  mkdirSync(dirname(generated), { recursive: true })
  writeFileSync(generated, wanted)
  return 0
}

process.exitCode = main(process.argv.slice(2))
