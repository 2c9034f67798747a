import { placeContainer } from './place-container.ts'
import { createPlaceHandler } from './jobs/place-handler.ts'

export const handler = createPlaceHandler(placeContainer())
