import type { Reach } from '../core/webhook/check-url.ts'

/** One broker of the embedded cluster. Everything listens on 127.0.0.1 alone. */
export interface EmbeddedBroker {
  id: number
  /** SASL_SSL with SCRAM-SHA-512, for tenants. */
  tenantListener: { host: 'localhost'; port: number }
  /** SASL_PLAINTEXT with PLAIN, for the control plane; its port changes at each start. */
  adminListener: { host: string; port: number }
  /** Prometheus text of the broker's counters, with the names that Amazon MSK's open monitoring gives them. */
  metricsUrl: string
}

export interface EmbeddedCluster {
  /** `cl_embedded`, `cl_embedded-2` … */
  id: string
  name: string
  brokers: readonly EmbeddedBroker[]
  /** Tenant listeners, `localhost:port[,…]`. */
  bootstrapServers: string
  adminBootstrapServers: string
  adminUsername: string
  adminPassword: string
  caPem: string
  caPath: string
}

/** What runs beside the API on one machine, and the secrets of the home. */
export interface EmbeddedParts {
  /** Absolute path. */
  home: string
  /** One at least. */
  clusters: readonly EmbeddedCluster[]
  /** DynamoDB Local takes any key pair: whoever reaches the machine's loopback reaches the store. */
  store: { endpoint: string; region: 'local'; accessKeyId: string; secretAccessKey: string }
  keys: {
    tokenPepper: Buffer
    sealingKey: Buffer
    /** RSA 2048, PKCS #8. */
    sessionSigningKeyPem: string
    operatorToken: string
  }
  /** Directory that takes mails as files. */
  outboxPath: string
  /** Where webhooks may lead. */
  webhookReach: Reach
  /**
   * What answers now; a part that ended is down at once, one that hangs within three seconds. A cluster, by its id, is down
   * when one of its brokers is.
   */
  health(): { clusters: ReadonlyMap<string, 'up' | 'down'>; store: 'up' | 'down' }
}
