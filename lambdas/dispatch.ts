import { dispatchContainer } from './dispatch-container.ts'
import { createDispatchHandler } from './jobs/dispatch-handler.ts'

export const handler = createDispatchHandler(dispatchContainer())
