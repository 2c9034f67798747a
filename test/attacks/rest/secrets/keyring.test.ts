import { describe, expect, it } from '@jest/globals'
import { answerOf } from '../http/answer.ts'
import { createKeyring } from './keyring.ts'

const PASSWORD = 'a password that is long'
const TOKEN = 'hgt_that-somebody-sent'

function seeing(sent: string, status: number, text: string, headers: Record<string, string> = {}) {
  const keyring = createKeyring()
  const asked = { token: TOKEN, body: { password: PASSWORD }, headers }
  keyring.see({ sent, asked, answer: answerOf(status, {}, text) })
  return keyring
}

const textsOf = ({ secrets }: ReturnType<typeof createKeyring>) => secrets.map(({ text }) => text)

describe('The keyring of a run', () => {
  it('takes secrets out of what was sent and what came, however deep they lie', () => {
    const body = JSON.stringify({
      items: [{ secret: 'whsec_0123456789' }],
      name: 'no secret at all',
    })
    expect(textsOf(seeing('POST /a', 201, body))).toEqual([PASSWORD, TOKEN, 'whsec_0123456789'])
  })

  it('takes passwords out of a configuration', () => {
    const text = 'sasl.jaas.config=… username="a-1" password="fromAConfiguration";'
    expect(textsOf(seeing('GET /a', 200, text))).toContain('fromAConfiguration')
  })

  it.each([
    ['a refusal', 'POST /a', 409, {}],
    ['an audit trail', 'GET /account/audit-events?limit=1', 200, {}],
    ['a repeat', 'POST /tenants', 202, { 'idempotency-key': 'a' }],
  ])('keeps what %s said', (_, sent, status, headers) => {
    expect(seeing(sent, status, 'what was said', headers).told.join()).toContain('what was said')
  })

  it.each([
    ['an answer to who asks for a secret', 'GET /a', 200, {}],
    [
      'a repeat whose secret follows from the key',
      'POST /account/tokens',
      201,
      { 'idempotency-key': 'a' },
    ],
  ])('does not keep %s', (_, sent, status, headers) => {
    expect(seeing(sent, status, '{}', headers).told).toEqual([])
  })
})
