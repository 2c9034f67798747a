import { type DepartureDeps, finishDepartures } from '../../core/account/finish-departures.ts'

/** Finishes removals of people and accounts that a request began and did not get through with, by schedule. */
export function createDepartureHandler(deps: DepartureDeps) {
  return async (): Promise<void> => {
    await finishDepartures(deps)
  }
}
