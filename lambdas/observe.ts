import { observeContainer } from './observe-container.ts'
import { createObserveHandler } from './jobs/observe-handler.ts'

export const handler = createObserveHandler(observeContainer())
