import { describe, expect, it } from '@jest/globals'
import { planBrokers } from '../../../local/broker/cluster-plan.ts'
import { parseProperties, propertiesText } from '../../../local/broker/properties-text.ts'
import { serverProperties } from '../../../local/broker/server-properties.ts'

const secrets = { adminPassword: 'admin-secret', brokerPassword: 'broker-secret' }

function propertiesOf(tenantPorts: number[]) {
  const freePorts = Array.from({ length: 3 * tenantPorts.length }, (_, index) => 20_000 + index)
  const brokers = planBrokers(tenantPorts, freePorts)
  const [broker] = brokers
  if (broker === undefined) throw new Error('no broker')
  return parseProperties(serverProperties(broker, brokers, secrets))
}

describe('the settings of a broker', () => {
  it('bind every listener to loopback and advertise localhost to tenants', () => {
    const properties = propertiesOf([4301])

    const hosts = properties
      .get('listeners')
      ?.split(',')
      .map((listener) => new URL(listener.replace(/^\w+/, 'tcp')).hostname)
    expect(hosts).toEqual(['127.0.0.1', '127.0.0.1', '127.0.0.1'])
    expect(properties.get('advertised.listeners')).toContain('TENANT://localhost:4301')
  })

  it('let nobody in without a log-in, and nobody act without a permission', () => {
    const properties = propertiesOf([4301])

    expect(properties.get('listener.security.protocol.map')).toBe(
      'TENANT:SASL_SSL,ADMIN:SASL_PLAINTEXT,CONTROLLER:SASL_PLAINTEXT',
    )
    expect(properties.get('allow.everyone.if.no.acl.found')).toBe('false')
    expect(properties.get('auto.create.topics.enable')).toBe('false')
  })

  it('keep three copies of everything on three brokers, two of them before an answer', () => {
    const properties = propertiesOf([4301, 4302, 4303])

    for (const prefix of [
      'default',
      'offsets.topic',
      'transaction.state.log',
      'share.coordinator.state.topic',
    ])
      expect(properties.get(`${prefix}.replication.factor`)).toBe('3')
    expect(properties.get('min.insync.replicas')).toBe('2')
    expect(properties.get('controller.quorum.voters')).toBe(
      '1@127.0.0.1:20001,2@127.0.0.1:20004,3@127.0.0.1:20007',
    )
  })
})

describe('a properties file', () => {
  it('escapes what Java would read as something else', () => {
    expect(propertiesText({ path: 'C:\\tmp\\gäte', text: ' a\nb' })).toBe(
      'path=C:\\\\tmp\\\\g\\u00e4te\ntext=\\u0020a\\u000ab\n',
    )
  })
})
