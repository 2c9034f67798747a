import { startIamBroker } from './iam-broker.ts'
import { startEmulator } from './start-emulator.ts'
import { cdkCli } from './cdk-cli.ts'
import { createServer } from 'node:http'
import { text } from 'node:stream/consumers'
import { writeFileSync } from 'node:fs'
const broker = await startIamBroker({ 'allow.everyone.if.no.acl.found': 'true' })
console.log('broker up', process.pid)
const hook = createServer((req, res) => {
  void text(req).then(async (p) => {
    console.log('HOOK', p)
    await broker.reconfigure({
      'allow.everyone.if.no.acl.found': String(!p.includes('allow.everyone.if.no.acl.found=false')),
    })
    console.log('reconfigured')
    res.end()
  })
})
await new Promise<void>((r) => hook.listen(0, '127.0.0.1', () => r()))
const a = hook.address() as { port: number }
const emulator = await startEmulator({ broker, updateHookUrl: `http://127.0.0.1:${a.port}/` })
console.log('emulator', emulator.endpoint)
writeFileSync(
  '/tmp/o/env.json',
  JSON.stringify({
    ...emulator.environment,
    EMULATOR_ENDPOINT: emulator.endpoint,
    EMULATOR_CA_PEM: broker.cluster.caPem,
    CA: broker.cluster.caPem,
  }),
)
const cli = cdkCli({
  ...emulator.environment,
  EMULATOR_ENDPOINT: emulator.endpoint,
  EMULATOR_CA_PEM: broker.cluster.caPem,
})
process.on('SIGTERM', () => {
  void (async () => {
    await emulator.stop()
    await broker.stop()
    process.exit(0)
  })()
})
try {
  let t = Date.now()
  await cli.bootstrap()
  console.log('bootstrap', Date.now() - t)
  t = Date.now()
  const out = await cli.deploy()
  console.log('deploy', Date.now() - t, JSON.stringify(out, null, 1))
  writeFileSync('/tmp/o/out.json', JSON.stringify(out))
} catch (e) {
  console.log(String(e))
}
console.log('waiting')
setInterval(() => {}, 1000)
