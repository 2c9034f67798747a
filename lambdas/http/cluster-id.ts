import * as z from 'zod'

/** The id of a cluster as a query has it. */
export const clusterIdText = z
  .string()
  .regex(/^cl_[A-Za-z0-9_-]{1,40}$/, { error: 'clusterId is the id of a cluster, cl_….' })
