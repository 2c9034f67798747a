import { runKafkaTool } from '../local/kafka-tool.ts'

process.exitCode = await runKafkaTool(process.argv.slice(2), process.env)
