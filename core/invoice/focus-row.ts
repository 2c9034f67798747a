import { decimalText } from '../kernel/money.ts'
import type { Invoice, InvoiceLine } from './invoice.ts'
import { METER_UNITS } from './meter-units.ts'
import { endOf, type Period, startOf } from './period.ts'

/** Every column that is mandatory or recommended, and the conditional ones that apply to us. */
export const FOCUS_COLUMNS = [
  'AvailabilityZone',
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
  'SkuPriceId',
  'SubAccountId',
  'SubAccountName',
] as const

export type FocusColumn = (typeof FOCUS_COLUMNS)[number]
export type FocusRow = Readonly<Record<FocusColumn, string>>

const PROVIDER = 'Headgate'
const MICROS = 1_000_000n
/** So many that quantity times price comes to the cost again. */
const QUANTITY_DIGITS = 18

/** What the flat price of a plan is counted in. */
const PLAN_METER = 'Time on the plan'

const CATEGORY = {
  plan: 'Purchase',
  usage: 'Usage',
  adjustment: 'Adjustment',
  credit: 'Credit',
} as const

/** Nothing is the empty text. */
export function focusRow(invoice: Invoice, line: InvoiceLine, accountName: string): FocusRow {
  const cost = decimalText(line.amountMicros, MICROS, 6)
  return {
    ...costs(cost),
    ...periods(invoice.period, line.period),
    ...prices(line, invoice.priceBookVersion),
    ...tenant(line),
    AvailabilityZone: '',
    BillingAccountId: invoice.accountId,
    BillingAccountName: accountName,
    BillingCurrency: invoice.currency,
    ChargeCategory: CATEGORY[line.kind],
    ChargeClass: line.period === invoice.period ? '' : 'Correction',
    ChargeDescription: line.description,
    ChargeFrequency: frequency(line),
    InvoiceId: invoice.number === null ? '' : invoice.id,
    InvoiceIssuerName: PROVIDER,
    ProviderName: PROVIDER,
    PublisherName: PROVIDER,
    ServiceCategory: 'Integration',
    ServiceSubcategory: 'Messaging',
    ServiceName: 'Headgate Kafka',
  }
}

/** There are no discounts: what is billed is what it costs at list price. */
function costs(cost: string) {
  return { BilledCost: cost, ContractedCost: cost, EffectiveCost: cost, ListCost: cost }
}

function periods(billed: Period, charged: Period) {
  return {
    BillingPeriodStart: time(startOf(billed)),
    BillingPeriodEnd: time(endOf(billed)),
    ChargePeriodStart: time(startOf(charged)),
    ChargePeriodEnd: time(endOf(charged)),
  }
}

/** Only what is bought or used has a price; a correction is an amount. */
function prices({ kind, item, quantity, price, unit }: InvoiceLine, version: string) {
  const priced = kind === 'plan' || kind === 'usage'
  const unitPrice = priced ? decimalText(price.micros, MICROS, 6) : ''
  const amount = priced ? decimalText(quantity, price.per, QUANTITY_DIGITS) : ''
  const consumed = kind === 'usage'
  return {
    ConsumedQuantity: consumed ? amount : '',
    ConsumedUnit: consumed ? focusUnit(unit) : '',
    ContractedUnitPrice: unitPrice,
    ListUnitPrice: unitPrice,
    PricingCategory: priced ? 'Standard' : '',
    PricingQuantity: amount,
    PricingUnit: priced ? focusUnit(unit) : '',
    SkuId: priced ? item : '',
    SkuMeter: consumed ? meterName(item) : priced ? PLAN_METER : '',
    SkuPriceId: priced ? `${item}/${version}/${price.micros}` : '',
  }
}

function tenant({ tenantId, description }: InvoiceLine) {
  const name = tenantId === null ? '' : (description.split(':')[0] ?? '')
  return {
    ResourceId: tenantId ?? '',
    ResourceName: name,
    ResourceType: tenantId === null ? '' : 'Tenant',
    SubAccountId: tenantId ?? '',
    SubAccountName: name,
  }
}

function frequency({ kind }: InvoiceLine): string {
  if (kind === 'plan') return 'Recurring'
  return kind === 'usage' ? 'Usage-Based' : 'One-Time'
}

/** The spec's unit format: plural but for data units, hyphenated with time. */
function focusUnit(unit: InvoiceLine['unit']): string {
  switch (unit) {
    case 'month':
      return 'Months'
    case 'GB':
      return 'GB'
    case 'GB-hour':
      return 'GB-Hours'
    case 'partition-hour':
      return 'Partition-Hours'
    case 'USD':
      return 'USD'
  }
}

function meterName(item: InvoiceLine['item']): string {
  return Object.entries(METER_UNITS).find(([meter]) => meter === item)?.[1].name ?? ''
}

function time(at: number): string {
  return new Date(at).toISOString().replace('.000Z', 'Z')
}
