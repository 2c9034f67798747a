import { mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals'
import { type ClientTools, clientFile, prepareClientTools } from './clients/client-tools.ts'
import { type Customer, type CustomersTenant, newCustomer } from './fixtures/customer.ts'
import { type Headgate, startHeadgate } from './start-headgate.ts'

/** A first run downloads the stack's jars and the clients. */
const START_MS = 600_000
const CLIENT_MS = 600_000
const TOPICS = ['properties', 'env', 'librdkafka', 'kcat', 'kafkajs', 'python', 'spring']

const scratch = mkdtempSync(join(tmpdir(), 'headgate-formats-'))
let headgate: Headgate
let customer: Customer
let tenant: CustomersTenant
let tools: ClientTools

beforeAll(async () => {
  tools = await prepareClientTools()
  headgate = await startHeadgate()
  customer = await newCustomer(headgate.localJson.apiUrl, join(headgate.home, 'outbox'))
  tenant = await customer.createTenant({
    name: 'formats',
    topics: TOPICS.map((name) => ({ name, partitions: 1 })),
  })
}, START_MS)

afterAll(async () => {
  await headgate?.stop()
  rmSync(scratch, { recursive: true, force: true })
}, START_MS)

/** Each client has a topic of its own, sends one record to it and reads that back with the printed configuration. */
describe('a connection, saved as it is printed', () => {
  it(
    'configures Kafka’s own tools as properties',
    async () => {
      const directory = await saved('properties', 'client.properties')
      const servers = headgate.localJson.kafka.bootstrapServers

      const read = await tools.run(
        directory,
        'sh',
        [clientFile('with-properties.sh'), servers, `${tenant.prefix}properties`, 'by-properties'],
        { JAVA: tools.java, CLASSPATH: tools.kafkaToolsClassPath },
      )

      expect(read).toBe('by-properties\n')
    },
    CLIENT_MS,
  )

  it(
    'gives a shell all that Kafka’s own tools need as env',
    async () => {
      const directory = await saved('env', 'kafka.env')

      const read = await tools.run(directory, 'sh', [clientFile('with-env.sh'), 'env', 'by-env'], {
        JAVA: tools.java,
        CLASSPATH: tools.kafkaToolsClassPath,
      })

      expect(read).toBe('by-env\n')
    },
    CLIENT_MS,
  )

  it(
    'configures librdkafka as librdkafka',
    async () => {
      const directory = await saved('librdkafka', 'librdkafka.conf')

      const read = await withLibrdkafka(directory, 'escapes', 'librdkafka.conf', 'librdkafka')

      expect(read).toBe('by-librdkafka\n')
    },
    CLIENT_MS,
  )

  it(
    'becomes a file for kcat by the two commands that the librdkafka format prints',
    async () => {
      const directory = await saved('librdkafka', 'librdkafka.conf')

      await tools.run(directory, 'sh', ['-ec', await printedCommands()])
      const read = await withLibrdkafka(directory, 'kcat', 'kcat.conf', 'kcat')

      expect(read).toBe('by-kcat\n')
    },
    CLIENT_MS,
  )

  it(
    'is a module with a client of kafkajs as kafkajs',
    async () => {
      const directory = await saved('kafkajs', 'headgate.mjs')
      const nodeModules = fileURLToPath(new URL('../../node_modules', import.meta.url))
      symlinkSync(nodeModules, join(directory, 'node_modules'))

      const program = fileURLToPath(new URL('./clients/with-kafkajs-module.mjs', import.meta.url))
      const printed = await tools.run(directory, process.execPath, [
        program,
        'kafkajs',
        'by-kafkajs',
      ])

      expect(printed.split('\n')).toContain('read by-kafkajs')
    },
    CLIENT_MS,
  )

  it(
    'is a module for confluent-kafka as python, which lists the topics when it is run',
    async () => {
      const directory = await saved('python', 'headgate.py')

      const program = clientFile('with-python-module.py')
      const read = await tools.run(directory, tools.python, [program, 'python', 'by-python'])
      const listed = await tools.run(directory, tools.python, ['headgate.py'])

      expect(read).toBe('by-python\n')
      expect(listed.trim().split('\n')).toEqual(
        TOPICS.map((name) => `${tenant.prefix}${name}`).toSorted(),
      )
    },
    CLIENT_MS,
  )

  it(
    'configures Spring Boot as spring',
    async () => {
      const directory = await saved('spring', 'application.properties')

      const classPath = ['-cp', tools.springClassPath]
      const topic = `${tenant.prefix}spring`
      const printed = await tools.run(directory, tools.java, [
        ...classPath,
        'SendAndRead',
        topic,
        'by-spring',
      ])

      expect(printed.split('\n')).toContain('read by-spring')
    },
    CLIENT_MS,
  )
})

async function connection(format: string): Promise<string> {
  const { status, text } = await customer.api(
    'GET',
    `/tenants/${tenant.id}/connection?format=${format}`,
  )
  if (status !== 200) throw new Error(`/connection answered ${status}: ${text}`)
  return text
}

/** A new directory with the answer in a file, byte for byte. */
async function saved(format: string, name: string): Promise<string> {
  const directory = mkdtempSync(join(scratch, `${format}-`))
  writeFileSync(join(directory, name), await connection(format))
  return directory
}

/** The comment's own lines, without the comment sign. */
async function printedCommands(): Promise<string> {
  const commands = (await connection('librdkafka'))
    .split('\n')
    .filter((line) => /^#\s{3}/.test(line))
  expect(commands).toHaveLength(2)
  return commands.map((line) => line.slice(1)).join('\n')
}

function withLibrdkafka(
  directory: string,
  how: 'escapes' | 'kcat',
  file: string,
  topic: string,
): Promise<string> {
  const program = clientFile('with-librdkafka-file.py')
  const args = [program, how, file, `${tenant.prefix}${topic}`, `by-${topic}`]
  return tools.run(directory, tools.python, args)
}
