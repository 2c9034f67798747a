import { spawn } from 'node:child_process'
import { prepareJars } from './jars/prepare-jars.ts'
import { javaCommand } from './java/toolchain.ts'
import { readSettings } from './settings.ts'
import { StartupError } from './startup-error.ts'

/** Apache Kafka's own command line tools, by the names of its shell scripts without `kafka-` and `.sh`. */
const TOOLS: Readonly<Record<string, string>> = {
  'console-producer': 'org.apache.kafka.tools.ConsoleProducer',
  'console-consumer': 'org.apache.kafka.tools.consumer.ConsoleConsumer',
  'console-share-consumer': 'org.apache.kafka.tools.consumer.ConsoleShareConsumer',
  'consumer-groups': 'org.apache.kafka.tools.consumer.group.ConsumerGroupCommand',
  'share-groups': 'org.apache.kafka.tools.consumer.group.ShareGroupCommand',
  topics: 'org.apache.kafka.tools.TopicCommand',
  acls: 'org.apache.kafka.tools.AclCommand',
  configs: 'kafka.admin.ConfigCommand',
  'producer-perf-test': 'org.apache.kafka.tools.ProducerPerformance',
  'broker-api-versions': 'org.apache.kafka.tools.BrokerApiVersionsCommand',
}

/**
 * Runs one of Kafka's own tools out of the jars that the embedded broker runs from, so that nobody has to install them.
 * Answers with the tool's exit code.
 */
export async function runKafkaTool(
  [tool = '', ...args]: readonly string[],
  env: NodeJS.ProcessEnv,
): Promise<number> {
  try {
    const mainClass = TOOLS[tool]
    if (mainClass === undefined) throw new StartupError(unknown(tool))
    const { brokerClassPath } = await prepareJars({
      cache: readSettings(env).cache,
      env,
      signal: new AbortController().signal,
      note: (text) => console.error(text),
    })
    const java = javaCommand(env, 'java')
    return await run(java, ['-cp', brokerClassPath, mainClass, ...args])
  } catch (error) {
    if (!(error instanceof StartupError)) throw error
    console.error(error.message)
    return 1
  }
}

function unknown(tool: string): string {
  const names = Object.keys(TOOLS).join(', ')
  return `There is no Kafka tool "${tool}" here; say npm run -s kafka -- and one of ${names}.`
}

/** A consumer that was left behind would keep its group: whoever ends this ends the tool. */
export function run(command: string, args: readonly string[]): Promise<number> {
  return new Promise((resolve, reject) => {
    const child = spawn(command, args, { stdio: 'inherit' })
    for (const signal of ['SIGTERM', 'SIGHUP'] as const)
      process.once(signal, () => child.kill(signal))
    child.once('error', reject)
    child.once('exit', (code) => resolve(code ?? 1))
  })
}
