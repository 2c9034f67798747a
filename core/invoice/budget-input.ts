import * as z from 'zod'

/** A billion dollars: far above any bill, and far below what a JSON number holds exactly. */
const AMOUNT_MAX = 1_000_000_000_000_000

const amount = (least: number, what: string) =>
  z
    .int({ error: `${what} is a whole number of millionths of a dollar.` })
    .min(least, { error: `${what} is at least ${least}.` })
    .max(AMOUNT_MAX, { error: `${what} is at most ${AMOUNT_MAX}.` })

export const changeBudgetSchema = z.strictObject({
  monthlyMicros: amount(0, 'monthlyMicros').nullable(),
  hardStop: z.boolean({ error: 'hardStop is true or false.' }).default(false),
})

export const addCreditSchema = z.strictObject({
  amountMicros: amount(1, 'amountMicros'),
  reason: z
    .string()
    .trim()
    .min(1, { error: 'A reason is shown on the invoice; write one.' })
    .max(200, { error: 'A reason has at most 200 characters.' })
    .regex(/^\P{C}*$/u, { error: 'A reason is one line of text.' }),
})

export const changeBillingSchema = z.strictObject({
  paymentCustomer: z
    .string()
    .regex(/^[A-Za-z0-9_-]{1,100}$/, {
      error: 'paymentCustomer is the id of a customer at the payment service, or null.',
    })
    .nullable(),
})

export type ChangeBudgetInput = z.output<typeof changeBudgetSchema>
export type AddCreditInput = z.output<typeof addCreditSchema>
export type ChangeBillingInput = z.output<typeof changeBillingSchema>
