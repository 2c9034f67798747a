import * as z from 'zod'
import { CELL_SIZES, type CellSize, type CellSizeName } from './cell-sizes.ts'
import { told } from './sentences.ts'

const sizeNames = Object.keys(CELL_SIZES) as CellSizeName[]

const name = z.string(told('must be a text', '"one"')).regex(/^[a-z][a-z0-9-]{0,19}$/, {
  error: 'must be 1 to 20 characters of a-z, 0-9 and "-", beginning with a letter',
})

/** A cluster that Headgate makes. */
const createdCell = z.strictObject({
  name,
  size: z.enum(sizeNames, told(`must be one of ${sizeNames.join(', ')}`, '"dev"')),
  /** Of each broker, if the size's own is not wanted. Only ever grows. */
  volumeGib: z.int().min(1).max(16_384).optional(),
  /** A multiple of the size's zones. Only ever grows. */
  brokers: z.int().min(2).max(30).optional(),
  /**
   * Amazon MSK switches neither private connectivity nor public access on while it creates a cluster: deploy with
   * `vpc` first. A public cell needs public subnets, which our network has none of: bring it as `existing`.
   */
  access: z
    .enum(['vpc', 'privatelink'], told('must be vpc or privatelink for a new cluster', '"vpc"'))
    .default('vpc'),
  /** Other AWS accounts that may connect to a `privatelink` cell. */
  clientAccounts: z
    .array(z.string().regex(/^\d{12}$/))
    .max(50)
    .default([]),
  kafkaVersion: z.string().default('3.9.x.kraft'),
})

/** A cluster that is there already, with SCRAM, IAM and open monitoring switched on. */
const existingCell = z.strictObject({
  name,
  existing: z.strictObject({
    clusterArn: z
      .string(told('must be the ARN of an Amazon MSK cluster', '"arn:aws:kafka:…"'))
      .regex(/^arn:aws[a-z-]*:kafka:[a-z0-9-]+:\d{12}:cluster\/[^/]+\/[^/]+$/, {
        error: 'must be the ARN of an Amazon MSK cluster',
      }),
    brokers: z.int(told('must be the number of brokers', '3')).min(1).max(60),
    replicationFactor: z.int(told('must be 1, 2 or 3', '3')).min(1).max(3),
    access: z.enum(['vpc', 'privatelink', 'public']).default('vpc'),
  }),
})

export const cellSchema = z.union([createdCell, existingCell])

export type CreatedCell = z.infer<typeof createdCell>
export type ExistingCell = z.infer<typeof existingCell>
export type CellConfiguration = CreatedCell | ExistingCell

export function isExisting(cell: CellConfiguration): cell is ExistingCell {
  return 'existing' in cell
}

/** The size by name, with what the cell says otherwise. */
export function sizeOf(cell: CreatedCell): CellSize {
  const size = CELL_SIZES[cell.size]
  return {
    ...size,
    brokers: cell.brokers ?? size.brokers,
    volumeGib: cell.volumeGib ?? size.volumeGib,
  }
}
