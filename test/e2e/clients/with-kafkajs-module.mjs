// A program whose client is the printed module headgate.mjs of the working directory. Arguments: topic, value.
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'

const PATIENCE_MS = 120_000

const { kafka, prefix } = await import(pathToFileURL(join(process.cwd(), 'headgate.mjs')).href)
const [name, value] = process.argv.slice(2)
const topic = `${prefix}${name}`

const producer = kafka.producer()
await producer.connect()
await producer.send({ topic, messages: [{ value }] })
await producer.disconnect()

const consumer = kafka.consumer({ groupId: `${prefix}kafkajs` })
await consumer.connect()
await consumer.subscribe({ topic, fromBeginning: true })
const read = new Promise((resolve, reject) => {
  const late = setTimeout(() => reject(new Error('no record came')), PATIENCE_MS)
  const eachMessage = async ({ message }) => {
    clearTimeout(late)
    resolve(message.value.toString())
  }
  consumer.run({ eachMessage }).catch(reject)
})
// kafkajs tells its warnings on standard output, so the record gets a line that is known by its beginning.
process.stdout.write(`read ${await read}\n`)
await consumer.disconnect()
