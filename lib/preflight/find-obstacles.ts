import { isExisting, type ExistingCell } from '../config/cell-configuration.ts'
import type { Configuration } from '../config/configuration.ts'

/** What is there already in the account that a deployment goes to. Both throw when AWS cannot be asked. */
export interface AccountFacts {
  isVerifiedSender(from: string): Promise<boolean>
  /** Why a cluster that was brought along cannot be a cell now, as a sentence; null when it can. */
  whyNoCell(existing: ExistingCell['existing']): Promise<string | null>
}

/** What no template shows: each is a sentence about something in the account that a deployment would fail at later. */
export async function findObstacles(
  { mail, cells, region }: Configuration,
  facts: AccountFacts,
): Promise<readonly string[]> {
  const found = [
    ...(mail === undefined ? [] : [await senderObstacle(mail.from, region, facts)]),
    ...(await Promise.all(cells.filter(isExisting).map((cell) => cellObstacle(cell, facts)))),
  ]
  return found.filter((obstacle) => obstacle !== null)
}

async function senderObstacle(
  from: string,
  region: string,
  facts: AccountFacts,
): Promise<string | null> {
  try {
    if (await facts.isVerifiedSender(from)) return null
    return `mail.from is ${from}, which Amazon SES has not verified in ${region}, nor its domain.`
  } catch (error) {
    return `mail.from cannot be looked at: ${wordsOf(error)}.`
  }
}

async function cellObstacle(
  { name, existing }: ExistingCell,
  facts: AccountFacts,
): Promise<string | null> {
  try {
    const reason = await facts.whyNoCell(existing)
    return reason === null
      ? null
      : `cells has the cell "${name}", which cannot be one now. ${reason}`
  } catch (error) {
    return `cells has the cell "${name}", whose cluster cannot be looked at: ${wordsOf(error)}.`
  }
}

/** AWS's own words, which end with a period or without one. */
function wordsOf(error: unknown): string {
  if (!(error instanceof Error)) return 'for a reason that nobody gave'
  const { message } = error.cause instanceof Error ? error.cause : error
  return message.replace(/\.$/, '')
}
