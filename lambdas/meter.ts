import { createMeterHandler } from './jobs/meter-handler.ts'
import { meterContainer } from './meter-container.ts'

export const handler = createMeterHandler(meterContainer())
