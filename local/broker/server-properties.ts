import {
  ADMIN_USERNAME,
  BROKER_USERNAME,
  type BrokerPlan,
  type ClusterSecrets,
} from './cluster-plan.ts'
import { limitProperties } from './limit-properties.ts'
import { type Properties, propertiesText } from './properties-text.ts'

/** Directory of a broker's data, relative to the home. */
export function brokerDirectory(id: number): string {
  return `kafka/broker-${id}`
}

/** File with a broker's key and certificate, relative to the home. */
export function brokerIdentityFile(id: number): string {
  return `kafka/broker-${id}.pem`
}

/**
 * Text of a broker's server.properties (https://kafka.apache.org/documentation/#brokerconfigs). It holds passwords: keep it to the owner.
 * Paths are relative, because a comma in the home's path would split `log.dirs`.
 */
export function serverProperties(
  broker: BrokerPlan,
  brokers: readonly BrokerPlan[],
  secrets: ClusterSecrets,
  dataDirectory = brokerDirectory(broker.id),
): string {
  return propertiesText({
    ...quorumProperties(broker, brokers, dataDirectory),
    ...listenerProperties(broker),
    ...loginProperties(broker.id, secrets),
    ...replicationProperties(brokers.length),
    ...limitProperties,
  })
}

function quorumProperties(
  broker: BrokerPlan,
  brokers: readonly BrokerPlan[],
  dataDirectory: string,
): Properties {
  return {
    'process.roles': 'broker,controller',
    'node.id': broker.id,
    // A fixed list lets the controllers' ports change at each start: only ids are written to disk.
    'controller.quorum.voters': brokers
      .map(({ id, controllerPort }) => `${id}@127.0.0.1:${controllerPort}`)
      .join(','),
    // By default every metadata write waits 25 ms for others to share its flush.
    'controller.quorum.append.linger.ms': 0,
    // A broker that was killed may not come back before the session of its former self ends. Three on a small machine
    // starve each other now and then, so theirs lasts longer.
    'broker.session.timeout.ms': brokers.length === 1 ? 3_000 : 6_000,
    'broker.heartbeat.interval.ms': 1_000,
    // A broker ends that does not find its controllers by then; on a busy machine they all take their time to start.
    'initial.broker.registration.timeout.ms': 240_000,
    'log.dirs': dataDirectory,
  }
}

function listenerProperties(broker: BrokerPlan): Properties {
  return {
    listeners: `TENANT://127.0.0.1:${broker.tenantPort},ADMIN://127.0.0.1:${broker.adminPort},CONTROLLER://127.0.0.1:${broker.controllerPort}`,
    'advertised.listeners': `TENANT://localhost:${broker.tenantPort},ADMIN://127.0.0.1:${broker.adminPort}`,
    // Nothing between the control plane and a broker leaves the loopback, so encryption would only cost time there.
    'listener.security.protocol.map':
      'TENANT:SASL_SSL,ADMIN:SASL_PLAINTEXT,CONTROLLER:SASL_PLAINTEXT',
    'inter.broker.listener.name': 'ADMIN',
    'controller.listener.names': 'CONTROLLER',
  }
}

function loginProperties(id: number, secrets: ClusterSecrets): Properties {
  const login = `org.apache.kafka.common.security.plain.PlainLoginModule required username="${BROKER_USERNAME}" password="${secrets.brokerPassword}" user_${BROKER_USERNAME}="${secrets.brokerPassword}"`
  return {
    'authorizer.class.name': 'org.apache.kafka.metadata.authorizer.StandardAuthorizer',
    'allow.everyone.if.no.acl.found': false,
    'super.users': `User:${ADMIN_USERNAME};User:${BROKER_USERNAME}`,
    'sasl.mechanism.inter.broker.protocol': 'PLAIN',
    'sasl.mechanism.controller.protocol': 'PLAIN',
    'listener.name.tenant.sasl.enabled.mechanisms': 'SCRAM-SHA-512',
    'listener.name.tenant.scram-sha-512.sasl.jaas.config':
      'org.apache.kafka.common.security.scram.ScramLoginModule required;',
    'listener.name.admin.sasl.enabled.mechanisms': 'PLAIN',
    'listener.name.admin.plain.sasl.jaas.config': `${login} user_${ADMIN_USERNAME}="${secrets.adminPassword}";`,
    'listener.name.controller.sasl.enabled.mechanisms': 'PLAIN',
    'listener.name.controller.plain.sasl.jaas.config': `${login};`,
    'listener.name.tenant.ssl.keystore.type': 'PEM',
    'listener.name.tenant.ssl.keystore.location': brokerIdentityFile(id),
  }
}

function replicationProperties(brokers: number): Properties {
  const leastInSync = brokers === 1 ? 1 : brokers - 1
  return {
    'default.replication.factor': brokers,
    'min.insync.replicas': leastInSync,
    'unclean.leader.election.enable': false,
    'offsets.topic.replication.factor': brokers,
    'transaction.state.log.replication.factor': brokers,
    'transaction.state.log.min.isr': leastInSync,
    'share.coordinator.state.topic.replication.factor': brokers,
    'share.coordinator.state.topic.min.isr': leastInSync,
  }
}
