import { describe, expect, it } from '@jest/globals'
import type { Connection } from '../../../../lambdas/http/connection/connection.ts'
import {
  CONNECTION_FORMATS,
  connectionText,
} from '../../../../lambdas/http/connection/connection-text.ts'
import { hostileConnection } from '../../../e2e/fixtures/hostile-connection.ts'

const PEM = '-----BEGIN CERTIFICATE-----\nMIIB+/8=\n-----END CERTIFICATE-----\n'
const PEM_ESCAPED = PEM.replaceAll('\n', '\\n')

const connection: Connection = {
  tenant: { id: 'abcdefghijkl', name: 'orders' },
  cluster: { bootstrapServers: 'b-1.example.com:9096,b-2.example.com:9096', caPem: PEM },
  secret: { username: 'abcdefghijkl-1', password: 'Secret01' },
}

/** On Amazon MSK a public authority signs the brokers' certificates. */
const trustedByAll: Connection = { ...connection, cluster: { ...connection.cluster, caPem: null } }

describe.each(CONNECTION_FORMATS)('a connection as %s', (format) => {
  it('names the brokers, the user, the password and the prefix', () => {
    const text = connectionText(format, connection)

    for (const value of ['b-1.example.com:9096', 'b-2.example.com:9096', 'Secret01'])
      expect(text).toContain(value)
    expect(text).toMatch(/abcdefghijkl-1\b/)
    expect(text).toMatch(/abcdefghijkl\.(?!\w*-1)/)
  })

  it('ends with one line end and holds no carriage return, though the certificate does', () => {
    const windows = { ...connection.cluster, caPem: PEM.replaceAll('\n', '\r\n') }
    const text = connectionText(format, { ...connection, cluster: windows })

    expect(text).toMatch(/[^\n]\n$/)
    expect(text).not.toContain('\r')
    expect(text).not.toContain('\\r')
  })

  it('says nothing of certificates when a public authority signed them', () => {
    expect(connectionText(format, trustedByAll)).not.toMatch(
      /BEGIN|truststore|trust-store|ca\.pem|CERT/,
    )
  })

  it('lets the name of a tenant stay within its comment', () => {
    const lines = connectionText(format, {
      ...connection,
      tenant: { id: 'abcdefghijkl', name: 'x\nsecurity.protocol=PLAINTEXT\u2028eve()' },
    }).split(/[\n\u2028]/)

    expect(lines.filter((line) => /^(?:security\.protocol=PLAINTEXT|eve)/.test(line))).toEqual([])
  })
})

describe('formats of one name and value a line', () => {
  it.each([
    ['properties', 'ssl.truststore.certificates'],
    ['librdkafka', 'ssl.ca.pem'],
    ['spring', 'spring.kafka.ssl.trust-store-certificates'],
  ] as const)('%s holds the certificate in one line of %s', (format, name) => {
    const lines = connectionText(format, connection).split('\n')

    expect(lines).toContain(`${name}=${PEM_ESCAPED}`)
  })

  it.each(['properties', 'librdkafka', 'spring'] as const)(
    '%s gives a hostile value no line of its own',
    (format) => {
      const names = (text: string) =>
        text.split('\n').map((line) => (line.startsWith('#') ? '#' : line.split('=')[0]))

      expect(names(connectionText(format, hostileConnection))).toEqual(
        names(connectionText(format, connection)),
      )
    },
  )

  it('properties and spring log in with a quoted user name and password', () => {
    const jaas =
      /sasl\.jaas\.config=\S+ScramLoginModule required username="abcdefghijkl-1" password="Secret01";\n/

    expect(connectionText('properties', connection)).toMatch(jaas)
    expect(connectionText('spring', connection)).toMatch(jaas)
  })

  it('spring keeps a placeholder from being replaced', () => {
    const { secret } = connection
    const text = connectionText('spring', {
      ...connection,
      secret: { ...secret, password: `a\${user.dir}` },
    })

    expect(text).toContain(`a\${headgate.unset:$}{user.dir}`)
  })

  it('librdkafka has no line that kcat would cut, but the certificate', () => {
    const lines = connectionText('librdkafka', connection).split('\n')

    expect(lines.filter((line) => line.length > 511)).toEqual([])
  })
})
