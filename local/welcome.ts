import { relative } from 'node:path'
import type { HomePaths } from './home/home-paths.ts'
import type { LocalJson } from './home/local-json.ts'

/** The last lines of a start: where everything is, and what to try next. */
export function welcome(localJson: LocalJson, paths: HomePaths, elapsedSeconds: string): string[] {
  return [
    `Headgate is ready after ${elapsedSeconds} s`,
    '',
    `  API      ${localJson.apiUrl}`,
    `  Console  ${localJson.consoleUrl}`,
    ...kafkaLines(localJson),
    '',
    'Try next, in another terminal:',
    `  curl ${localJson.apiUrl}/health`,
    `  cat ${quoted(relative(process.cwd(), paths.localJson))}`,
    '  less README.md    # "The first message": sign up, get a tenant, produce and consume',
    '',
    'Ctrl-C stops everything and keeps the data.',
  ]
}

function kafkaLines({ kafka, clusters }: LocalJson): string[] {
  const all = clusters ?? [kafka]
  return all.map(
    ({ bootstrapServers }, n) => `  ${n === 0 ? 'Kafka' : '     '}    ${bootstrapServers}`,
  )
}

function quoted(path: string): string {
  return /^[\w./-]+$/.test(path) ? path : `'${path.replaceAll("'", "'\\''")}'`
}
