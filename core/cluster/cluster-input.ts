import * as z from 'zod'
import { adminSchema } from './admin-input.ts'
import { CAPACITY_MAX } from './cluster-capacity.ts'
import { bootstrapServersSchema, caPemSchema } from './connection-input.ts'

const nameSchema = z.string().regex(/^[a-z][a-z0-9-]{0,19}$/, {
  error: 'A cluster’s name has 1 to 20 characters of a-z, 0-9 and "-", and begins with a letter.',
})

const accessSchema = z.enum(['vpc', 'privatelink', 'public'], {
  error: 'access is "vpc", "privatelink" or "public".',
})

function most(part: keyof typeof CAPACITY_MAX) {
  const limit = CAPACITY_MAX[part]
  const error = `${part} is a whole number from 1 to ${limit}.`
  return z.int({ error }).min(1, { error }).max(limit, { error }).optional()
}

/** What is left out keeps its value, or begins with that of a small cluster of Amazon MSK. */
const capacitySchema = z.strictObject({
  users: most('users'),
  partitionReplicas: most('partitionReplicas'),
  bytesPerSecond: most('bytesPerSecond'),
  accessBindings: most('accessBindings'),
})

const costError = 'monthlyCostMicros is a whole number of millionths of a dollar, or null.'
const costSchema = z
  .int({ error: costError })
  .min(0, { error: costError })
  .max(1_000_000_000_000_000, { error: costError })
  .nullable()

const portError = 'metricsPort is a port from 1 to 65535, or null.'
const metricsPortSchema = z
  .int({ error: portError })
  .min(1, { error: portError })
  .max(65_535, { error: portError })
  .nullable()

const dedicatedSchema = z.boolean({ error: 'dedicated is true or false.' })

export const registerClusterSchema = z.strictObject({
  name: nameSchema,
  bootstrapServers: bootstrapServersSchema.optional(),
  caPem: caPemSchema.optional(),
  admin: adminSchema,
  access: accessSchema.default('vpc'),
  capacity: capacitySchema.optional(),
  replicationFactor: z
    .int({ error: 'replicationFactor is 1, 2 or 3.' })
    .min(1, { error: 'replicationFactor is 1, 2 or 3.' })
    .max(3, { error: 'replicationFactor is 1, 2 or 3.' })
    .default(3),
  dedicated: dedicatedSchema.default(false),
  metricsPort: metricsPortSchema.optional(),
  monthlyCostMicros: costSchema.optional(),
})

export const changeClusterSchema = z
  .strictObject({
    name: nameSchema.optional(),
    state: z
      .enum(['ready', 'cordoned', 'draining'], {
        error: 'state is "cordoned", "draining", or "ready" to take tenants again.',
      })
      .optional(),
    bootstrapServers: bootstrapServersSchema.optional(),
    caPem: caPemSchema.optional(),
    admin: adminSchema.optional(),
    access: accessSchema.optional(),
    capacity: capacitySchema.optional(),
    dedicated: dedicatedSchema.optional(),
    metricsPort: metricsPortSchema.optional(),
    monthlyCostMicros: costSchema.optional(),
  })
  .refine((input) => Object.values(input).some((value) => value !== undefined), {
    error: 'Say what is to change.',
  })

export type RegisterClusterInput = z.output<typeof registerClusterSchema>
export type ChangeClusterInput = z.output<typeof changeClusterSchema>
