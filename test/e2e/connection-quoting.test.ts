import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals'
import {
  type ConnectionFormat,
  connectionText,
} from '../../lambdas/http/connection/connection-text.ts'
import { type ClientTools, clientFile, prepareClientTools } from './clients/client-tools.ts'
import { hostileCaPem, hostileConnection } from './fixtures/hostile-connection.ts'

const PREPARE_MS = 600_000

const scratch = mkdtempSync(join(tmpdir(), 'headgate-quoting-'))
const { username, password } = hostileConnection.secret
const written = [username, password, hostileCaPem]
let tools: ClientTools

beforeAll(async () => {
  tools = await prepareClientTools()
}, PREPARE_MS)

afterAll(() => rmSync(scratch, { recursive: true, force: true }))

/** Names and passwords of ours hold none of these signs; should that change, no format may break or be broken into. */
describe('values full of signs that mean something to the reader', () => {
  it('reach Kafka’s Java client unchanged from properties', async () => {
    const directory = saved('properties', 'client.properties')

    expect(await printLogIn(directory, 'kafka')).toEqual(written)
  })

  it('reach Kafka’s Java client unchanged from spring, placeholders included', async () => {
    const directory = saved('spring', 'application.properties')

    expect(await printLogIn(directory, 'spring')).toEqual(written)
  })

  it('reach a shell unchanged from env', async () => {
    const directory = saved('env', 'kafka.env')
    const show =
      '. ./kafka.env; printf "%s\\0" "$KAFKA_USERNAME" "$KAFKA_PASSWORD" "$KAFKA_TRUSTED_CERT"'

    const printed = await tools.run(directory, 'sh', ['-ec', show])

    expect(printed.split('\0').slice(0, -1)).toEqual([username, password, hostileCaPem.trimEnd()])
  })

  it('reach kafkajs unchanged', async () => {
    const directory = saved('kafkajs', 'headgate.mjs')
    saveKafkajsThatTellsItsOptions(directory)
    const show = `
      const { kafka: { options: { sasl, ssl } } } = await import('./headgate.mjs')
      console.log(JSON.stringify([sasl.username, sasl.password, ...ssl.ca]))`

    const printed = await tools.run(directory, process.execPath, [
      '--input-type=module',
      '--eval',
      show,
    ])

    expect(JSON.parse(printed)).toEqual(written)
  })

  it('reach confluent-kafka unchanged from python', async () => {
    const directory = saved('python', 'headgate.py')

    expect(await printConfig(directory, 'from headgate import config')).toEqual(written)
  })

  it('reach librdkafka unchanged through a reader that knows its escapes', async () => {
    const directory = saved('librdkafka', 'librdkafka.conf')
    const read = `
import sys
sys.path.insert(0, ${JSON.stringify(clientFile('.'))})
from librdkafka_file import read_with_escapes
config = read_with_escapes("librdkafka.conf")`

    expect(await printConfig(directory, read)).toEqual(written)
  })
})

function saved(format: ConnectionFormat, name: string): string {
  const directory = mkdtempSync(join(scratch, `${format}-`))
  writeFileSync(join(directory, name), connectionText(format, hostileConnection))
  return directory
}

async function printLogIn(directory: string, how: 'kafka' | 'spring'): Promise<string[]> {
  const args = ['-cp', tools.springClassPath, 'PrintLogIn', how]
  const printed = await tools.run(directory, tools.java, args)
  const values = printed.trimEnd().split('\n').slice(-written.length)
  return values.map((value) => Buffer.from(value, 'base64').toString())
}

async function printConfig(directory: string, read: string): Promise<unknown> {
  const program = `${read}
import json
print(json.dumps([config[name] for name in ("sasl.username", "sasl.password", "ssl.ca.pem")]))`
  return JSON.parse(await tools.run(directory, tools.python, ['-c', program]))
}

/** In the place of kafkajs, whose client keeps its options to itself. */
function saveKafkajsThatTellsItsOptions(directory: string): void {
  const folder = join(directory, 'node_modules', 'kafkajs')
  mkdirSync(folder, { recursive: true })
  writeFileSync(join(folder, 'package.json'), '{"type":"module","exports":"./index.js"}')
  const source = 'export class Kafka { constructor(options) { this.options = options } }\n'
  writeFileSync(join(folder, 'index.js'), source)
}
