import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { compileJava } from '../../local/java/compile.ts'
import { prepareJars } from '../../local/jars/prepare-jars.ts'
import { readSettings } from '../../local/settings.ts'
import { chooseFreePorts } from '../../local/ports.ts'
import { type RealBroker, startRealBroker } from '../contracts/real-broker.ts'

/** A real broker with the two listeners of Amazon MSK that we use: SCRAM for tenants, IAM for administrators. */
export interface IamBroker extends RealBroker {
  readonly iamBootstrapServers: string
  /** Kills it and starts it again with these settings changed. */
  reconfigure(changes: Readonly<Record<string, string>>): Promise<void>
}

const COMPILE_MAX_MS = 600_000

export async function startIamBroker(
  changes: Readonly<Record<string, string>> = {},
): Promise<IamBroker> {
  const classes = mkdtempSync(join(tmpdir(), 'headgate-validator-'))
  await compileValidator(classes)
  const [iamPort = 0] = await chooseFreePorts(1)
  let file = ''
  const broker = await startRealBroker({
    classPath: classes,
    adjust: (path) => {
      file = path
      change(path, { ...iamListener(path, iamPort), ...changes })
    },
  })
  return {
    ...broker,
    iamBootstrapServers: `localhost:${iamPort}`,
    reconfigure: async (more) => {
      await broker.kill()
      change(file, more)
      await broker.start()
    },
    stop: async () => {
      await broker.stop()
      rmSync(classes, { recursive: true, force: true })
    },
  }
}

async function compileValidator(directory: string): Promise<void> {
  const { env } = process
  const signal = AbortSignal.timeout(COMPILE_MAX_MS)
  const { cache } = readSettings(env)
  const jars = await prepareJars({ cache, env, signal, note: () => {} })
  const sources = [join(import.meta.dirname, 'MskIamValidator.java')]
  await compileJava({ sources, classPath: jars.brokerClassPath, directory, env, signal })
}

/** ACLs do not hold for IAM identities on Amazon MSK, so the listener's one user is a super user. */
function iamListener(path: string, port: number): Record<string, string> {
  const plus = (name: string, more: string) => `${settingsOf(path).get(name) ?? ''}${more}`
  return {
    listeners: plus('listeners', `,IAM://127.0.0.1:${port}`),
    'advertised.listeners': plus('advertised.listeners', `,IAM://localhost:${port}`),
    'listener.security.protocol.map': plus('listener.security.protocol.map', ',IAM:SASL_SSL'),
    'super.users': plus('super.users', ';User:iam'),
    'listener.name.iam.sasl.enabled.mechanisms': 'OAUTHBEARER',
    'listener.name.iam.oauthbearer.sasl.jaas.config':
      'org.apache.kafka.common.security.oauthbearer.OAuthBearerLoginModule required unsecuredLoginStringClaim_sub="broker";',
    'listener.name.iam.oauthbearer.sasl.server.callback.handler.class': 'MskIamValidator',
    'listener.name.iam.ssl.keystore.type': 'PEM',
    'listener.name.iam.ssl.keystore.location': plus(
      'listener.name.tenant.ssl.keystore.location',
      '',
    ),
  }
}

function change(path: string, changes: Readonly<Record<string, string>>): void {
  const settings = new Map([...settingsOf(path), ...Object.entries(changes)])
  const lines = [...settings].map(([name, value]) => `${name}=${value}\n`)
  writeFileSync(path, lines.join(''), { mode: 0o600 })
}

function settingsOf(path: string): ReadonlyMap<string, string> {
  const lines = readFileSync(path, 'latin1').split('\n')
  return new Map(
    lines.flatMap((line): [string, string][] => {
      const equals = line.indexOf('=')
      return equals > 0 && !line.startsWith('#')
        ? [[line.slice(0, equals), line.slice(equals + 1)]]
        : []
    }),
  )
}
