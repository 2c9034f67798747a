import { randomBytes } from 'node:crypto'
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { writeDurably } from '../home/durable-file.ts'
import type { HomePaths } from '../home/home-paths.ts'
import type { EmbeddedCluster } from '../parts.ts'
import { brokerPropertiesFile } from './broker-process.ts'
import { isCaCertificate, makeCaCertificate, makeServerIdentity } from './certificates.ts'
import { ADMIN_USERNAME, type BrokerPlan, type ClusterSecrets } from './cluster-plan.ts'
import { brokerIdentityFile, serverProperties } from './server-properties.ts'

const PASSWORD_BYTES = 32

export function newClusterSecrets(): ClusterSecrets {
  return { adminPassword: newPassword(), brokerPassword: newPassword() }
}

/** Writes what the brokers read when they start: settings with their passwords, and a certificate for `localhost`. */
export function writeBrokerFiles(options: {
  paths: HomePaths
  brokers: readonly BrokerPlan[]
  secrets: ClusterSecrets
  caKeyPem: string
  nowMs: number
}): void {
  const { paths, brokers, secrets, caKeyPem, nowMs } = options
  const caPem = readOrMakeCa(paths, caKeyPem, nowMs)
  for (const broker of brokers) {
    const identity = makeServerIdentity(caKeyPem, nowMs)
    writeDurably(
      join(paths.home, brokerIdentityFile(broker.id)),
      `${identity.keyPem}${identity.certificatePem}${caPem}`,
    )
    writeDurably(
      join(paths.home, brokerPropertiesFile(broker.id)),
      serverProperties(broker, brokers, secrets),
    )
  }
}

/** What the control plane needs to know about the cluster. */
export function describeCluster(
  paths: HomePaths,
  brokers: readonly BrokerPlan[],
  secrets: ClusterSecrets,
  index = 0,
): EmbeddedCluster {
  const ending = index === 0 ? '' : `-${index + 1}`
  return {
    id: `cl_embedded${ending}`,
    name: `local${ending}`,
    brokers: brokers.map((broker) => ({
      id: broker.id,
      tenantListener: { host: 'localhost', port: broker.tenantPort },
      adminListener: { host: '127.0.0.1', port: broker.adminPort },
      metricsUrl: `http://127.0.0.1:${broker.metricsPort}/metrics`,
    })),
    bootstrapServers: brokers.map((broker) => `localhost:${broker.tenantPort}`).join(','),
    adminBootstrapServers: brokers.map((broker) => `127.0.0.1:${broker.adminPort}`).join(','),
    adminUsername: ADMIN_USERNAME,
    adminPassword: secrets.adminPassword,
    caPem: readFileSync(paths.ca, 'utf8'),
    caPath: paths.ca,
  }
}

/** The certificate can be made again from its key, so a damaged or old one is replaced. */
function readOrMakeCa(paths: HomePaths, caKeyPem: string, nowMs: number): string {
  const existing = readIfThere(paths.ca)
  if (existing !== undefined && isCaCertificate(existing, caKeyPem, nowMs)) return existing
  const made = makeCaCertificate(caKeyPem, nowMs)
  writeDurably(paths.ca, made, 0o644)
  return made
}

function readIfThere(path: string): string | undefined {
  try {
    return readFileSync(path, 'utf8')
  } catch {
    return undefined
  }
}

function newPassword(): string {
  return randomBytes(PASSWORD_BYTES).toString('base64url')
}
