import { generateKeyPairSync, X509Certificate } from 'node:crypto'
import { connect, createServer } from 'node:tls'
import { describe, expect, it } from '@jest/globals'
import {
  isCaCertificate,
  makeCaCertificate,
  makeServerIdentity,
} from '../../../local/broker/certificates.ts'

const DAY_MS = 86_400_000

function newCaKey(): string {
  const { privateKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' })
  return privateKey.export({ type: 'pkcs8', format: 'pem' }).toString()
}

/** The name that a client dials decides; the connection itself goes to 127.0.0.1. */
async function dial(
  identity: { keyPem: string; certificatePem: string },
  ca: string,
  host: string,
) {
  const server = createServer({ key: identity.keyPem, cert: identity.certificatePem })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const address = server.address()
  if (address === null || typeof address === 'string') throw new Error('no port')
  const socket = connect({ port: address.port, host: '127.0.0.1', ca, servername: host })
  try {
    return await new Promise<boolean>((resolve, reject) => {
      socket.once('secureConnect', () => resolve(socket.authorized))
      socket.once('error', reject)
    })
  } finally {
    socket.destroy()
    server.close()
  }
}

describe('the certificates of an embedded cluster', () => {
  it('let a client that trusts the CA connect to localhost', async () => {
    const caKey = newCaKey()
    const ca = makeCaCertificate(caKey, Date.now())

    expect(await dial(makeServerIdentity(caKey, Date.now()), ca, 'localhost')).toBe(true)
  })

  it('are refused for another host', async () => {
    const caKey = newCaKey()
    const ca = makeCaCertificate(caKey, Date.now())
    const identity = makeServerIdentity(caKey, Date.now())

    await expect(dial(identity, ca, 'example.org')).rejects.toThrow(/altnames/)
  })

  it('are refused by a client that trusts another CA', async () => {
    const identity = makeServerIdentity(newCaKey(), Date.now())
    const otherCa = makeCaCertificate(newCaKey(), Date.now())

    await expect(dial(identity, otherCa, 'localhost')).rejects.toThrow()
  })

  it('name the loopback addresses too', () => {
    const { certificatePem } = makeServerIdentity(newCaKey(), Date.now())
    const certificate = new X509Certificate(certificatePem)

    expect(certificate.checkIP('127.0.0.1')).toBe('127.0.0.1')
    expect(certificate.checkIP('::1')).toBeDefined()
  })

  it('have a CA that is made anew in time, and when it belongs to another key', () => {
    const caKey = newCaKey()
    const ca = makeCaCertificate(caKey, Date.now())

    expect(isCaCertificate(ca, caKey, Date.now())).toBe(true)
    expect(isCaCertificate(ca, newCaKey(), Date.now())).toBe(false)
    expect(isCaCertificate(ca, caKey, Date.now() + 3_300 * DAY_MS)).toBe(false)
    expect(isCaCertificate('garbage', caKey, Date.now())).toBe(false)
  })
})
