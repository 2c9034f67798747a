import { departuresContainer } from './departures-container.ts'
import { createDepartureHandler } from './jobs/departure-handler.ts'

export const handler = createDepartureHandler(departuresContainer())
