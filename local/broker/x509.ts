import { createHash, type KeyObject, randomBytes } from 'node:crypto'
import { AsnConvert, OctetString } from '@peculiar/asn1-schema'
import * as x509 from '@peculiar/asn1-x509'

export type Extension = x509.Extension

const ECDSA_WITH_SHA256 = '1.2.840.10045.4.3.2'
const COMMON_NAME = '2.5.4.3'

interface CertificateFields {
  issuer: string
  subject: string
  publicKey: KeyObject
  notBefore: Date
  notAfter: Date
  extensions: Extension[]
  sign(bytes: Buffer): Buffer
}

/** A version 3 certificate signed with ECDSA and SHA-256, as PEM (RFC 5280, https://www.rfc-editor.org/rfc/rfc5280). */
export function certificate(fields: CertificateFields): string {
  const signatureAlgorithm = new x509.AlgorithmIdentifier({ algorithm: ECDSA_WITH_SHA256 })
  const tbsCertificate = new x509.TBSCertificate({
    version: x509.Version.v3,
    serialNumber: serialNumber(),
    signature: signatureAlgorithm,
    issuer: commonName(fields.issuer),
    validity: new x509.Validity({ notBefore: fields.notBefore, notAfter: fields.notAfter }),
    subject: commonName(fields.subject),
    subjectPublicKeyInfo: AsnConvert.parse(spki(fields.publicKey), x509.SubjectPublicKeyInfo),
    extensions: new x509.Extensions(fields.extensions),
  })
  const signatureValue = bytes(fields.sign(Buffer.from(AsnConvert.serialize(tbsCertificate))))
  const der = Buffer.from(
    AsnConvert.serialize(
      new x509.Certificate({ tbsCertificate, signatureAlgorithm, signatureValue }),
    ),
  )
  return `-----BEGIN CERTIFICATE-----\n${der.toString('base64').replace(/.{1,64}/g, '$&\n')}-----END CERTIFICATE-----\n`
}

export function extensionsForCa(publicKey: KeyObject): Extension[] {
  return [
    extension(
      x509.id_ce_basicConstraints,
      true,
      new x509.BasicConstraints({ cA: true, pathLenConstraint: 0 }),
    ),
    extension(
      x509.id_ce_keyUsage,
      true,
      new x509.KeyUsage(x509.KeyUsageFlags.keyCertSign | x509.KeyUsageFlags.cRLSign),
    ),
    extension(
      x509.id_ce_subjectKeyIdentifier,
      false,
      new x509.SubjectKeyIdentifier(keyIdentifier(publicKey)),
    ),
  ]
}

/** All that strict clients ask for (Python's VERIFY_X509_STRICT wants both key identifiers). */
export function extensionsForServer(publicKey: KeyObject, caPublicKey: KeyObject): Extension[] {
  const names = [
    new x509.GeneralName({ dNSName: 'localhost' }),
    new x509.GeneralName({ iPAddress: '127.0.0.1' }),
    new x509.GeneralName({ iPAddress: '::1' }),
  ]
  return [
    extension(x509.id_ce_basicConstraints, true, new x509.BasicConstraints({ cA: false })),
    extension(x509.id_ce_keyUsage, true, new x509.KeyUsage(x509.KeyUsageFlags.digitalSignature)),
    extension(x509.id_ce_extKeyUsage, false, new x509.ExtendedKeyUsage([x509.id_kp_serverAuth])),
    extension(x509.id_ce_subjectAltName, false, new x509.SubjectAlternativeName(names)),
    extension(
      x509.id_ce_subjectKeyIdentifier,
      false,
      new x509.SubjectKeyIdentifier(keyIdentifier(publicKey)),
    ),
    extension(
      x509.id_ce_authorityKeyIdentifier,
      false,
      new x509.AuthorityKeyIdentifier({
        keyIdentifier: new x509.KeyIdentifier(keyIdentifier(caPublicKey)),
      }),
    ),
  ]
}

function extension(extnID: string, critical: boolean, value: object): Extension {
  return new x509.Extension({
    extnID,
    critical,
    extnValue: new OctetString(AsnConvert.serialize(value)),
  })
}

function commonName(text: string): x509.Name {
  return new x509.Name([
    new x509.RelativeDistinguishedName([
      new x509.AttributeTypeAndValue({
        type: COMMON_NAME,
        value: new x509.AttributeValue({ utf8String: text }),
      }),
    ]),
  ])
}

/** Method 2 of RFC 7093: the leftmost 160 bits of the SHA-256 of the key. */
function keyIdentifier(publicKey: KeyObject): ArrayBuffer {
  return bytes(createHash('sha256').update(spki(publicKey)).digest().subarray(0, 20))
}

/** Positive and without leading zeros, as DER wants it. */
function serialNumber(): ArrayBuffer {
  const number = randomBytes(16)
  number[0] = 0x40 | ((number[0] ?? 0) & 0x3f)
  return bytes(number)
}

function spki(publicKey: KeyObject): Buffer {
  return publicKey.export({ type: 'spki', format: 'der' })
}

function bytes(buffer: Buffer): ArrayBuffer {
  return new Uint8Array(buffer).buffer
}
