import { readFileSync } from 'node:fs'
import * as z from 'zod'

const usd = z.number().positive()

const priceListSchema = z.strictObject({
  region: z.string(),
  /** The day on which somebody looked. */
  writtenDown: z.iso.date(),
  note: z.string(),
  /** By instance type. */
  brokerHour: z.record(z.string(), usd),
  brokerVolumeGibMonth: usd,
  interfaceEndpointZoneHour: usd,
  natGatewayHour: usd,
  keyMonth: usd,
  secretMonth: usd,
  alarmMonth: usd,
  dashboardMonth: usd,
  functionRequest: usd,
  functionGibSecondArm: usd,
  scheduleStart: usd,
})

/** List prices in US dollars: of a region, of a day. */
export type PriceList = z.infer<typeof priceListSchema>

export function readPriceList(): PriceList {
  const text = readFileSync(new URL('prices.json', import.meta.url), 'utf8')
  return priceListSchema.parse(JSON.parse(text))
}
