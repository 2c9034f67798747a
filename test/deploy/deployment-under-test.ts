import { createServer, type Server } from 'node:http'
import { text } from 'node:stream/consumers'
import { type CdkCli, cdkCli } from './cdk-cli.ts'
import { type IamBroker, startIamBroker } from './iam-broker.ts'
import { type Emulator, startEmulator } from './start-emulator.ts'

/** The emulator with a real broker behind it, and the CDK's command line pointed at it. Nothing is deployed yet. */
export interface DeploymentUnderTest {
  readonly broker: IamBroker
  readonly emulator: Emulator
  readonly cdk: CdkCli
  stop(): Promise<void>
}

const PROPERTY = 'allow.everyone.if.no.acl.found'

/** The broker begins as Amazon MSK's do: whoever has logged in may do anything, until settling says otherwise. */
export async function startDeploymentUnderTest(): Promise<DeploymentUnderTest> {
  const broker = await startIamBroker({ [PROPERTY]: 'true' })
  const hook = await listen(async (properties) => {
    const denies = properties.includes(`${PROPERTY}=false`)
    await broker.reconfigure({ [PROPERTY]: String(!denies) })
  })
  const emulator = await startEmulator({ broker, updateHookUrl: hook.url })
  const cdk = cdkCli({
    ...emulator.environment,
    EMULATOR_ENDPOINT: emulator.endpoint,
    EMULATOR_CA_PEM: broker.cluster.caPem,
    EMULATOR_METRICS_PORT: new URL(broker.cluster.brokers[0]?.metricsUrl ?? '').port,
  })
  const stop = async () => {
    cdk.remove()
    await emulator.stop()
    hook.server.close()
    await broker.stop()
  }
  return { broker, emulator, cdk, stop }
}

/** Hears from the stand-in which properties the cluster is to run with; it waits for the answer. */
function listen(
  reconfigure: (properties: string) => Promise<void>,
): Promise<{ readonly server: Server; readonly url: string }> {
  const server = createServer((request, response) => {
    void text(request)
      .then(reconfigure)
      .catch(() => response.writeHead(500))
      .finally(() => response.end())
  })
  return new Promise((resolve) => {
    server.listen(0, '127.0.0.1', () => {
      const address = server.address()
      const port = typeof address === 'object' && address !== null ? address.port : 0
      resolve({ server, url: `http://127.0.0.1:${port}/` })
    })
  })
}
