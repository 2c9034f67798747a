import { allRoutes } from '../routes.ts'
import { buildOpenApi } from './build-openapi.ts'

/** Of every route, whichever function has it. */
export const wholeDocument = buildOpenApi(allRoutes)
