import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { fileURLToPath } from 'node:url'
import { expect, it } from '@jest/globals'

const module = new URL('../../local/kafka-tool.ts', import.meta.url).href
const tool = `process.on('SIGTERM', () => { console.log('ended'); process.exit(7) }); setInterval(() => {}, 1e6); console.log('up')`
const runner = `
  const { run } = await import(${JSON.stringify(module)})
  process.exitCode = await run(process.execPath, ['-e', ${JSON.stringify(tool)}])
`

it('A tool of Kafka’s ends with whoever ends the command, and its exit code is the command’s', async () => {
  const command = spawn(process.execPath, ['--input-type=module', '-e', runner], {
    cwd: fileURLToPath(new URL('../..', import.meta.url)),
    stdio: ['ignore', 'pipe', 'inherit'],
  })
  const said: string[] = []
  command.stdout.on('data', (text) => {
    said.push(String(text).trim())
    if (said.length === 1) command.kill('SIGTERM')
  })
  const [code] = await once(command, 'exit')
  expect([said, code]).toEqual([['up', 'ended'], 7])
})
