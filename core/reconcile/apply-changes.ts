import type { ClusterAdmin, ItemResult, UserSecret } from '../cluster/cluster-ports.ts'
import type { SecretStore } from '../credential/credential-ports.ts'
import { newPassword, type Randomness } from '../kernel/ids.ts'
import { sendBisecting } from './bisect.ts'
import type { Change, ChangeKind, ChangeOf } from './change.ts'
import type { Outcome } from './outcome.ts'

export interface ApplyDeps {
  readonly admin: ClusterAdmin
  readonly secrets: SecretStore
  readonly randomness: Randomness
  /** Hears the full names of topics just before they are deleted, when nobody can write to them any more. */
  readonly beforeDeleting?: (kafkaNames: readonly string[]) => Promise<void>
}

/** One run over the stages; passwords that were read once are not asked for again. */
interface Run extends ApplyDeps {
  readonly passwords: Map<string, string>
}

/** A change and the tenant it belongs to. */
export interface Work {
  readonly tenantId: string
  readonly change: Change
}

/**
 * What goes before what: permissions are taken before anything else (that is what cuts a client off), a secret is
 * forgotten only after the user is gone, and a log-in is tried when all the rest is there. Within a stage the kinds
 * do not depend on each other and are sent side by side.
 */
const STAGES: readonly (readonly ChangeKind[])[] = [
  ['revoke-access'],
  ['create-topic', 'grow-topic', 'configure-topic', 'put-user', 'grant-access', 'set-quota'],
  ['delete-user', 'delete-topic'],
  ['forget-secret', 'verify-login'],
]

/** Not tried for a user while what it builds on has failed. */
const BUILDS_ON: Partial<Readonly<Record<ChangeKind, readonly ChangeKind[]>>> = {
  'grant-access': ['revoke-access'],
  'verify-login': ['put-user'],
  'forget-secret': ['delete-user'],
}

/** Carries out the changes of many tenants, in one request a kind. Never throws for what the cluster refuses. */
export async function applyChanges(
  deps: ApplyDeps,
  work: readonly Work[],
): Promise<ReadonlyMap<Work, Outcome>> {
  const outcomes = new Map<Work, Outcome>()
  const run: Run = { ...deps, passwords: new Map() }
  for (const kinds of STAGES) {
    if (kinds.includes('delete-topic')) await announceDeletions(deps, work)
    await Promise.all(kinds.map((kind) => applyKind(run, kind, work, outcomes)))
  }
  return outcomes
}

async function announceDeletions(deps: ApplyDeps, work: readonly Work[]): Promise<void> {
  const kafkaNames = work.flatMap(({ change }) =>
    change.kind === 'delete-topic' ? [change.kafkaName] : [],
  )
  if (kafkaNames.length > 0) await deps.beforeDeleting?.(kafkaNames)
}

async function applyKind(
  run: Run,
  kind: ChangeKind,
  work: readonly Work[],
  outcomes: Map<Work, Outcome>,
): Promise<void> {
  const failed = failedUsers(outcomes, BUILDS_ON[kind] ?? [])
  const mine = work.filter(
    ({ change }) => change.kind === kind && !('username' in change && failed.has(change.username)),
  )
  const results = await sendBisecting(mine, (part) =>
    send(
      run,
      kind,
      part.map(({ change }) => change),
    ),
  )
  for (const [n, each] of mine.entries()) {
    const result = results[n]
    if (result !== undefined) outcomes.set(each, { change: each.change, result })
  }
}

function failedUsers(
  outcomes: ReadonlyMap<Work, Outcome>,
  kinds: readonly ChangeKind[],
): ReadonlySet<string> {
  const failed = [...outcomes.values()].filter(
    ({ change, result }) => kinds.includes(change.kind) && !result.ok,
  )
  return new Set(failed.map(({ change }) => ('username' in change ? change.username : '')))
}

function send(
  run: Run,
  kind: ChangeKind,
  changes: readonly Change[],
): Promise<readonly ItemResult[]> {
  const { admin } = run
  const of = <K extends ChangeKind>(wanted: K) =>
    changes.filter((each): each is ChangeOf<K> => each.kind === wanted)
  switch (kind) {
    case 'create-topic':
      return admin.createTopics(of(kind).map((each) => each.request))
    case 'grow-topic':
      return admin.growTopics(of(kind).map((each) => each.request))
    case 'configure-topic':
      return admin.configureTopics(of(kind).map((each) => each.request))
    case 'delete-topic':
      return admin.deleteTopics(of(kind).map((each) => each.kafkaName))
    case 'revoke-access':
      return admin.revokeAccess(of(kind).map((each) => each.filter))
    case 'grant-access':
      return grantAll(admin, of(kind))
    case 'set-quota':
      return admin.setQuotas(of(kind).map(({ username, quota }) => ({ username, quota })))
    case 'put-user':
      return withSecrets(run, of(kind), (users) => admin.putUsers(users))
    case 'verify-login':
      return withSecrets(run, of(kind), (users) => admin.verifyLogins(users))
    case 'delete-user':
      return admin.deleteUsers(of(kind).map((each) => each.username))
    case 'forget-secret':
      return forget(run.secrets, of(kind))
  }
}

/** A password is in the store before the cluster hears of it; each is asked for once a pass. */
async function withSecrets(
  { secrets, randomness, passwords: known }: Run,
  changes: readonly ChangeOf<'put-user' | 'verify-login'>[],
  use: (users: readonly UserSecret[]) => Promise<readonly ItemResult[]>,
): Promise<readonly ItemResult[]> {
  const missing = changes.filter(({ username }) => !known.has(username))
  const proposals = missing.map(({ username }) => ({
    username,
    password: newPassword(randomness),
  }))
  const stored = proposals.length === 0 ? [] : await secrets.ensure(proposals)
  for (const { username, password } of stored) known.set(username, password)
  return use(changes.map(({ username }) => ({ username, password: known.get(username) ?? '' })))
}

async function grantAll(
  admin: ClusterAdmin,
  changes: readonly ChangeOf<'grant-access'>[],
): Promise<readonly ItemResult[]> {
  const results = await admin.grantAccess(changes.flatMap((each) => each.bindings))
  let from = 0
  return changes.map(({ bindings }) => {
    const own = results.slice(from, from + bindings.length)
    from += bindings.length
    return own.find((result) => !result.ok) ?? { ok: true }
  })
}

async function forget(
  secrets: SecretStore,
  changes: readonly ChangeOf<'forget-secret'>[],
): Promise<readonly ItemResult[]> {
  await secrets.remove(changes.map((each) => each.username))
  return changes.map(() => ({ ok: true }))
}
