import { afterAll, afterEach, beforeEach, describe, expect, it } from '@jest/globals'
import { stripePayments } from '../../../adapters/stripe/stripe-payments.ts'
import { aClosing, anInvoice } from '../../core/invoice/fixtures/an-invoice.ts'
import { type StripeDouble, startStripeDouble } from './stripe-double.ts'
import { startStripeMock, type StripeMock } from './stripe-mock.ts'

const SECRET = 'sk_test_a-secret-of-this-test'
const { payment } = aClosing(anInvoice())
if (payment === undefined) throw new Error('A closing has a payment.')

function paymentsAt(port: number) {
  const server = { host: '127.0.0.1', port, protocol: 'http' } as const
  return stripePayments({ secretKey: SECRET, eventName: 'headgate_micros', server })
}

describe('payments by Stripe (our stand-in)', () => {
  let double: StripeDouble
  beforeEach(async () => {
    double = await startStripeDouble()
  })
  afterEach(() => double.close())

  const send = (customer = 'cus_1') => paymentsAt(double.port).send(payment, customer)
  const lastForm = () => double.requests.at(-1)?.form

  it('are one meter event an invoice, with its id for Stripe to know a repeat by', async () => {
    await paymentsAt(double.port).send(payment, 'cus_1')
    expect(double.requests.at(-1)).toEqual({
      path: '/v1/billing/meter_events',
      form: {
        event_name: 'headgate_micros',
        identifier: 'inv_1',
        'payload[stripe_customer_id]': 'cus_1',
        'payload[value]': `${payment.amountMicros}`,
      },
    })
  })

  it('that are refused say how, and never the key', async () => {
    const message = `Invalid API Key provided: ${SECRET}`
    double.answers.push({
      status: 401,
      body: { error: { type: 'invalid_request_error', message } },
    })
    const sending = paymentsAt(double.port).send(payment, 'cus_1')
    const error = await sending.catch((reason: unknown) => reason)
    expect(error).toMatchObject({ code: 'unavailable' })
    expect(String(error)).toContain('status 401')
    expect(JSON.stringify(error) + String(error)).not.toContain(SECRET)
  })

  it('whose answer is lost are asked again, and taken once', async () => {
    double.lose(1)
    await send()
    expect(double.requests.length).toBe(2)
    expect(double.taken.size).toBe(1)
  })

  it('that were taken though we never heard of it are done when they are sent again', async () => {
    double.lose(2)
    await expect(send()).rejects.toMatchObject({ code: 'unavailable' })
    expect(double.taken.size).toBe(1)
    await send()
    await send()
    expect(double.taken.size).toBe(1)
  })

  it('that were refused go through once the reason is mended, whatever else changed', async () => {
    const body = { error: { type: 'invalid_request_error', message: 'No such customer.' } }
    double.answers.push({ status: 400, body }, { status: 400, body })
    await expect(send('cus_wrong')).rejects.toMatchObject({ code: 'unavailable' })
    await expect(send('cus_wrong')).rejects.toMatchObject({ code: 'unavailable' })
    await send('cus_right')
    expect(lastForm()).toMatchObject({ 'payload[stripe_customer_id]': 'cus_right' })
    expect([...double.taken.keys()]).toEqual(['inv_1'])
  })

  it('are not tried on and on where Stripe fails: that is the outbox’s', async () => {
    const failed = { status: 503, body: { error: { type: 'api_error' } } }
    double.answers.push(...Array.from({ length: 9 }, () => failed))
    await expect(send()).rejects.toMatchObject({ code: 'unavailable' })
    expect(double.requests.length).toBe(2)
  })

  it('whose service is gone are refused too', async () => {
    const gone = await startStripeDouble()
    await gone.close()
    await expect(paymentsAt(gone.port).send(payment, 'cus_1')).rejects.toMatchObject({
      code: 'unavailable',
    })
  })
})

const mock: StripeMock | null = await startStripeMock()

// Stripe's own mock checks requests against Stripe's description of its API. It is built with Go, where there is one.
if (mock === null)
  process.stderr.write('stripe-mock was not tried: this machine has no Go to build it with\n')
else {
  describe('payments by Stripe (stripe-mock)', () => {
    afterAll(() => mock.stop())

    it('are a request that Stripe’s own description of its API takes', async () => {
      await expect(paymentsAt(mock.port).send(payment, 'cus_1')).resolves.toBeUndefined()
    })
  })
}
