import * as z from 'zod'
import { cellSchema } from './cell-configuration.ts'
import { parseCidr } from './cidr.ts'
import { DEPLOYMENT_SIZES, type DeploymentSizeName } from './deployment-sizes.ts'
import { paymentSchema } from './payment-configuration.ts'
import { told } from './sentences.ts'
import { webSchema } from './web-configuration.ts'

const sizeNames = Object.keys(DEPLOYMENT_SIZES) as DeploymentSizeName[]

const cidr = z
  .string(told('must be an IPv4 network', '"10.40.0.0/16"'))
  .refine((text) => parseCidr(text) !== undefined, {
    error: 'must be an IPv4 network such as 10.40.0.0/16, with no bits set after the prefix',
  })

const vpcCidr = cidr.refine((text) => within(parseCidr(text)?.prefixLength, 16, 22), {
  error: 'must be a /16 to a /22: what a VPC can be, and what brokers and functions need',
})

/** Where the clusters and the functions that speak to them live. */
const networkSchema = z.strictObject({
  cidr: vpcCidr.default('10.40.0.0/16'),
  /** Us-west-1 and some others show an account two zones only; cells of three zones do not fit there. */
  availabilityZones: z.union([z.literal(2), z.literal(3)], told('must be 2 or 3', '3')).default(3),
  /** Networks beyond the VPC that reach the brokers, by peering or a transit gateway. They must not overlap. */
  clientCidrs: z.array(cidr).max(50).default([]),
  /** Functions in the VPC reach AWS by endpoints. Only transforms that call the outside need a NAT gateway. */
  natGateways: z.int(told('must be 0 to 3', '0')).min(0).max(3).default(0),
})

/** Everything that can be said about one deployment. It is the object `headgate` in the context of cdk.json. */
export const configurationSchema = z.strictObject({
  /** Begins the name of every stack and parameter, so that two deployments fit into one account and region. */
  name: z
    .string(told('must be a text', '"headgate"'))
    .regex(/^[a-z][a-z0-9-]{0,19}$/, {
      error: 'must be 1 to 20 characters of a-z, 0-9 and "-", beginning with a letter',
    })
    .default('headgate'),
  /** Left out: the account of whoever deploys. */
  account: z
    .string(told('must be a text of 12 digits', '"123456789012"'))
    .regex(/^\d{12}$/, { error: 'must be 12 digits' })
    .optional(),
  region: z.string(told('must be the name of a region', '"eu-central-1"')),
  /** `dev` is cheap and forgets everything when it is destroyed; `standard` keeps data come what may. */
  size: z.enum(sizeNames, told(`must be ${sizeNames.join(' or ')}`, '"dev"')),
  network: networkSchema.prefault({}),
  /** At least one Kafka cluster; more can come at any time, and tenants move in as soon as one is ready. */
  cells: z
    .array(cellSchema, told('must be a list of cells', '[{"name": "one", "size": "dev"}]'))
    .min(1, { error: 'needs at least one cell, for example {"name": "one", "size": "dev"}' })
    .max(100, { error: 'takes at most 100 cells' }),
  mail: z
    .strictObject({
      /** An address or domain that Amazon SES has verified in this region. */
      from: z.email({ error: 'must be an e-mail address' }),
    })
    .optional(),
  payment: paymentSchema.optional(),
  web: webSchema.prefault({}),
  /** Who is told when an alarm rings; they confirm it once by a link. */
  alarmsTo: z.email({ error: 'must be an e-mail address' }).optional(),
})

export type Configuration = z.infer<typeof configurationSchema>

function within(value: number | undefined, least: number, most: number): boolean {
  return value !== undefined && value >= least && value <= most
}
