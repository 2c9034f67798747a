import { createSweepHandler } from './jobs/sweep-handler.ts'
import { sweepContainer } from './sweep-container.ts'

export const handler = createSweepHandler(sweepContainer())
