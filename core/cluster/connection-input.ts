import * as z from 'zod'

const SERVERS_MAX = 50
const HOST_AND_PORT =
  /^([A-Za-z0-9](?:[A-Za-z0-9.-]{0,251}[A-Za-z0-9])?|\[[0-9a-fA-F:.]{2,45}\]):(\d{1,5})$/
const PORT_MAX = 65_535

function isServer(text: string): boolean {
  const port = Number(HOST_AND_PORT.exec(text)?.[2] ?? 0)
  return port >= 1 && port <= PORT_MAX
}

/** As Kafka's clients take it. */
export const bootstrapServersSchema = z
  .string({
    error: 'bootstrapServers is a text such as "b-1.example.com:9096,b-2.example.com:9096".',
  })
  .refine((text) => text.split(',').every(isServer), {
    error:
      'bootstrapServers is host:port, or several of them with commas between and no blanks, such as "b-1.example.com:9096,b-2.example.com:9096".',
  })
  .refine((text) => text.split(',').length <= SERVERS_MAX, {
    error: `bootstrapServers names at most ${SERVERS_MAX} brokers.`,
  })

const PEM_CHARACTERS_MAX = 32_768
const CERTIFICATES =
  /^(?:-----BEGIN CERTIFICATE-----\r?\nMI[A-Za-z0-9+/=\r\n]+\r?\n-----END CERTIFICATE-----\s*)+$/

/** Certificates alone: a key in it would be shown to everyone who asks for a connection. */
export const caPemSchema = z
  .string({ error: 'caPem is a text, or null for a public authority.' })
  .max(PEM_CHARACTERS_MAX, { error: `caPem has at most ${PEM_CHARACTERS_MAX} characters.` })
  .refine((text) => !text.includes('PRIVATE KEY'), {
    error: 'caPem holds a private key; only the certificate of the authority belongs here.',
  })
  .refine((text) => CERTIFICATES.test(text.trim()), {
    error:
      'caPem is no PEM: it begins with "-----BEGIN CERTIFICATE-----" and ends with "-----END CERTIFICATE-----".',
  })
  .nullable()
