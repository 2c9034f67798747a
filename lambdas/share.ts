import { createShareHandler } from './jobs/share-handler.ts'
import { shareContainer } from './share-container.ts'

export const handler = createShareHandler(shareContainer())
