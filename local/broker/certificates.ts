import {
  createPrivateKey,
  createPublicKey,
  generateKeyPairSync,
  type KeyObject,
  sign,
  X509Certificate,
} from 'node:crypto'
import { certificate, type Extension, extensionsForCa, extensionsForServer } from './x509.ts'

const DAY_MS = 86_400_000
const CA_DAYS = 3_650
/** A new server certificate is made at every start. */
const SERVER_DAYS = 397

export interface ServerIdentity {
  keyPem: string
  certificatePem: string
}

/** Makes the certificate of a home's own certificate authority. Clients of the home trust it and nothing else has to. */
export function makeCaCertificate(caKeyPem: string, nowMs: number): string {
  const key = createPrivateKey(caKeyPem)
  return issue({
    subject: 'Headgate local CA',
    publicKey: createPublicKey(key),
    caKey: key,
    nowMs,
    days: CA_DAYS,
    extensions: extensionsForCa,
  })
}

/** True when `caPem` is a valid certificate of that key, with a year left for the server certificates it signs. */
export function isCaCertificate(caPem: string, caKeyPem: string, nowMs: number): boolean {
  try {
    const ca = new X509Certificate(caPem)
    return (
      ca.checkPrivateKey(createPrivateKey(caKeyPem)) &&
      ca.validToDate.getTime() > nowMs + SERVER_DAYS * DAY_MS
    )
  } catch {
    return false
  }
}

/** Makes a key and a certificate for `localhost`, 127.0.0.1 and ::1. */
export function makeServerIdentity(caKeyPem: string, nowMs: number): ServerIdentity {
  const { privateKey, publicKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' })
  const certificatePem = issue({
    subject: 'localhost',
    publicKey,
    caKey: createPrivateKey(caKeyPem),
    nowMs,
    days: SERVER_DAYS,
    extensions: extensionsForServer,
  })
  return { keyPem: privateKey.export({ type: 'pkcs8', format: 'pem' }).toString(), certificatePem }
}

interface Issue {
  subject: string
  publicKey: KeyObject
  caKey: KeyObject
  nowMs: number
  days: number
  extensions(subjectKey: KeyObject, caPublicKey: KeyObject): Extension[]
}

function issue({ subject, publicKey, caKey, nowMs, days, extensions }: Issue): string {
  const caPublicKey = createPublicKey(caKey)
  return certificate({
    issuer: 'Headgate local CA',
    subject,
    publicKey,
    // A day of tolerance for clients whose clock is behind.
    notBefore: new Date(nowMs - DAY_MS),
    notAfter: new Date(nowMs + days * DAY_MS),
    extensions: extensions(publicKey, caPublicKey),
    sign: (bytes) => sign('sha256', bytes, caKey),
  })
}
