import * as z from 'zod'
import type { Actor, Origin } from '../../account/account.ts'
import { FINDING_FIELDS } from './told-fields.ts'
import type { AuditStore } from '../../audit/audit-ports.ts'
import { type Change, changeOf } from '../../audit/change.ts'
import { newEvent } from '../../audit/new-event.ts'
import type { ClusterStore } from '../../cluster/cluster-ports.ts'
import { type Clock, DAY_MS, SECOND_MS } from '../../kernel/clock.ts'
import type { Randomness } from '../../kernel/ids.ts'
import { notFound, ServiceError } from '../../kernel/service-error.ts'
import type { FindingStore } from './drift-ports.ts'
import type { Finding } from './finding.ts'
import { withoutState } from './note-findings.ts'

export interface SilenceDeps {
  readonly findings: FindingStore
  readonly clusters: Pick<ClusterStore, 'list'>
  readonly audit: Pick<AuditStore, 'append'>
  readonly clock: Clock
  readonly randomness: Randomness
}

export interface SilenceRequest extends Origin {
  readonly actor: Actor
}

/** A silence is no way to forget: whoever still means it in a year says so again. */
const SILENCE_MAX_SECONDS = (366 * DAY_MS) / SECOND_MS
const REASON_CHARACTERS_MAX = 200
/** Written out, as not every reader of the API's document knows `\P{Cc}`. */
const CONTROLS = '\\u0000-\\u001f\\u007f-\\u009f'
const NO_CONTROLS = new RegExp(`^[^${CONTROLS}]*$`)

export const silenceSchema = z.strictObject({
  silenceSeconds: z
    .int({ error: 'silenceSeconds is a whole number.' })
    .min(1, { error: 'A silence lasts at least 1 second.' })
    .max(SILENCE_MAX_SECONDS, {
      error: `A silence lasts at most ${SILENCE_MAX_SECONDS} seconds, 366 days.`,
    }),
  reason: z
    .string()
    .trim()
    .min(1, { error: 'Say why, in at least 1 character.' })
    .max(REASON_CHARACTERS_MAX, {
      error: `A reason has at most ${REASON_CHARACTERS_MAX} characters.`,
    })
    .regex(NO_CONTROLS, { error: 'A reason holds no control characters.' }),
})

export type SilenceInput = z.output<typeof silenceSchema>

/** Leaves a finding as it is for so long: sweeps neither repair it nor ring for it. Throws `not_found`, `conflict`. */
export async function silenceFinding(
  deps: SilenceDeps,
  request: SilenceRequest,
  id: string,
  input: SilenceInput,
): Promise<Finding> {
  const finding = await findingOf(deps, id)
  if (finding.state === 'repaired')
    throw new ServiceError('conflict', 'The finding is repaired: there is nothing to silence.')
  const base = { ...withoutState(finding), version: finding.version + 1 }
  const until = deps.clock.now() + input.silenceSeconds * SECOND_MS
  const silenced: Finding = { ...base, state: 'silenced', until, reason: input.reason }
  await deps.findings.put(silenced)
  await tell(deps, request, {
    action: 'finding.silence',
    id,
    ...changeOf(FINDING_FIELDS, finding, silenced),
  })
  return silenced
}

/** Ends a silence: the next sweep acts as if there had been none. One that is not silenced stays as it is. */
export async function unsilenceFinding(
  deps: SilenceDeps,
  request: SilenceRequest,
  id: string,
): Promise<Finding> {
  const finding = await findingOf(deps, id)
  if (finding.state !== 'silenced') return finding
  const open: Finding = { ...withoutState(finding), version: finding.version + 1, state: 'open' }
  await deps.findings.put(open)
  await tell(deps, request, {
    action: 'finding.unsilence',
    id,
    ...changeOf(FINDING_FIELDS, finding, open),
  })
  return open
}

/** Findings lie by cluster; there are few clusters, and it is a person who asks. */
async function findingOf({ clusters, findings }: SilenceDeps, id: string): Promise<Finding> {
  for (const cluster of await clusters.list()) {
    const finding = await findings.get(cluster.id, id)
    if (finding !== undefined) return finding
  }
  throw notFound('finding')
}

async function tell(
  deps: SilenceDeps,
  request: SilenceRequest,
  { id, ...told }: Change & { readonly action: string; readonly id: string },
): Promise<void> {
  const { id: actor, accountId } = request.actor
  const resource = `/v1/operator/findings/${id}`
  await deps.audit.append(newEvent(deps, request, { accountId, actor, resource, ...told }))
}
