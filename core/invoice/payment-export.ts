/** An invoice to be handed to the payment service, exactly once. */
export interface PaymentExport {
  readonly invoiceId: string
  readonly accountId: string
  readonly number: number
  readonly amountMicros: bigint
  readonly issuedAt: number
  readonly attempts: number
  /** Not tried before. */
  readonly nextAt: number
  /** Why the last try failed, in a sentence for the operator. */
  readonly error: string | null
}
