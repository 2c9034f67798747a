import { decimalText, moneyText } from '../kernel/money.ts'
import type { FocusRow } from './focus-columns.ts'
import type { Invoice, InvoiceLine } from './invoice.ts'
import { METER_UNITS } from './meter-units.ts'
import { endOf, type Period, startOf } from './period.ts'

const PROVIDER = 'Headgate'
/** So many that quantity times price comes to the cost again. */
const QUANTITY_DIGITS = 18

/** What the flat price of a plan is counted in. */
const PLAN_METER = 'Time on the plan'

/** A plan is paid afterwards by the second, like anything else that is used; nothing is bought in advance. */
const CATEGORY = {
  plan: 'Usage',
  usage: 'Usage',
  adjustment: 'Adjustment',
  credit: 'Credit',
} as const

/** A line of an invoice as a row of FOCUS data. */
export function focusRow(invoice: Invoice, line: InvoiceLine, accountName: string): FocusRow {
  const cost = moneyText(line.amountMicros)
  return {
    ...costs(cost),
    ...periods(invoice.period, line.period),
    ...prices(line, invoice.priceBookVersion),
    ...consumption(line),
    ...tenant(line),
    BillingAccountId: invoice.accountId,
    BillingAccountName: accountName,
    BillingCurrency: invoice.currency,
    ChargeCategory: CATEGORY[line.kind],
    ChargeClass: line.period === invoice.period ? '' : 'Correction',
    ChargeDescription: line.description,
    ChargeFrequency: frequency(line),
    CommitmentDiscountStatus: '',
    InvoiceId: invoice.number === null ? '' : invoice.id,
    InvoiceIssuerName: PROVIDER,
    PricingCurrency: invoice.currency,
    ProviderName: PROVIDER,
    PublisherName: PROVIDER,
    ServiceCategory: 'Integration',
    ServiceSubcategory: 'Messaging',
    ServiceName: 'Headgate Kafka',
  }
}

/** There are no discounts: what is billed is what it costs at list price. */
function costs(cost: string) {
  return {
    BilledCost: cost,
    ContractedCost: cost,
    EffectiveCost: cost,
    ListCost: cost,
    PricingCurrencyEffectiveCost: cost,
  }
}

function periods(billed: Period, charged: Period) {
  return {
    BillingPeriodStart: time(startOf(billed)),
    BillingPeriodEnd: time(endOf(billed)),
    ChargePeriodStart: time(startOf(charged)),
    ChargePeriodEnd: time(endOf(charged)),
  }
}

const isPriced = ({ kind }: InvoiceLine) => kind === 'plan' || kind === 'usage'

/** Only what is used has a price; a correction is an amount. */
function prices(line: InvoiceLine, version: string) {
  const { kind, item, price, unit } = line
  const priced = isPriced(line)
  const unitPrice = priced ? moneyText(price.micros) : ''
  return {
    ContractedUnitPrice: unitPrice,
    ListUnitPrice: unitPrice,
    PricingCategory: priced ? 'Standard' : '',
    PricingCurrencyContractedUnitPrice: unitPrice,
    PricingCurrencyListUnitPrice: unitPrice,
    PricingQuantity: priced ? quantityText(line.quantity, price.per) : '',
    PricingUnit: priced ? focusUnit(unit) : '',
    SkuId: priced ? item : '',
    SkuMeter: kind === 'usage' ? meterName(item) : priced ? PLAN_METER : '',
    SkuPriceDetails: priced ? JSON.stringify({ x_PriceBook: version }) : '',
    SkuPriceId: priced ? `${item}/${version}/${price.micros}` : '',
  }
}

/** A plan is priced by the month and counted by the second. */
function consumption({ kind, quantity, price, unit }: InvoiceLine) {
  switch (kind) {
    case 'plan':
      return { ConsumedQuantity: quantityText(quantity, 1n), ConsumedUnit: 'Seconds' }
    case 'usage':
      return {
        ConsumedQuantity: quantityText(quantity, price.per),
        ConsumedUnit: focusUnit(unit),
      }
    case 'adjustment':
    case 'credit':
      return { ConsumedQuantity: '', ConsumedUnit: '' }
  }
}

/** With a fraction always: who reads a table takes a column of whole numbers for integers, and decimals are asked for. */
function quantityText(quantity: bigint, per: bigint): string {
  return decimalText(quantity, per, QUANTITY_DIGITS, 1)
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
