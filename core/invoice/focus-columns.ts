/**
 * The columns of our FOCUS data: every mandatory and recommended one, and the conditional ones of what we do (name
 * accounts, measure usage, publish unit prices, bill resources that have a type, keep sub accounts).
 *
 * `CommitmentDiscountStatus` is always null, as nothing is sold in advance; it is there because the conditions of
 * `ConsumedQuantity` read it. Prices and bills have one currency, so the `PricingCurrency…` columns say the same again.
 */
export const FOCUS_COLUMNS = [
  'BilledCost',
  'BillingAccountId',
  'BillingAccountName',
  'BillingCurrency',
  'BillingPeriodEnd',
  'BillingPeriodStart',
  'ChargeCategory',
  'ChargeClass',
  'ChargeDescription',
  'ChargeFrequency',
  'ChargePeriodEnd',
  'ChargePeriodStart',
  'CommitmentDiscountStatus',
  'ConsumedQuantity',
  'ConsumedUnit',
  'ContractedCost',
  'ContractedUnitPrice',
  'EffectiveCost',
  'InvoiceId',
  'InvoiceIssuerName',
  'ListCost',
  'ListUnitPrice',
  'PricingCategory',
  'PricingCurrency',
  'PricingCurrencyContractedUnitPrice',
  'PricingCurrencyEffectiveCost',
  'PricingCurrencyListUnitPrice',
  'PricingQuantity',
  'PricingUnit',
  'ProviderName',
  'PublisherName',
  'ResourceId',
  'ResourceName',
  'ResourceType',
  'ServiceCategory',
  'ServiceName',
  'ServiceSubcategory',
  'SkuId',
  'SkuMeter',
  'SkuPriceDetails',
  'SkuPriceId',
  'SubAccountId',
  'SubAccountName',
] as const

export type FocusColumn = (typeof FOCUS_COLUMNS)[number]

/** Nothing is the empty text. */
export type FocusRow = Readonly<Record<FocusColumn, string>>
