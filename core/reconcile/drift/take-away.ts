import type { ItemResult } from '../../cluster/cluster-ports.ts'
import { isServiceError } from '../../kernel/service-error.ts'
import { sendBisecting } from '../bisect.ts'
import type { Difference, Fix } from './difference.ts'
import type { ClusterCaretaker } from './drift-ports.ts'

type How = Exclude<Fix['how'], 'none' | 'doubt' | 'prepare' | 'delete-groups'>
type FixOf<H extends How> = Extract<Fix, { how: H }>

/** Permissions first: taking them is what cuts a client off. */
const ORDER: readonly How[] = [
  'take-access',
  'take-quota',
  'take-user',
  'reset-settings',
  'delete-topic',
]

/**
 * Takes away what nobody asked for. Answers with what the cluster let go of; the rest is seen, and tried, again.
 */
export async function takeAway(
  caretaker: ClusterCaretaker,
  differences: readonly Difference[],
): Promise<readonly Difference[]> {
  const taken: Difference[] = []
  for (const how of ORDER) {
    const mine = differences.filter(({ fix }) => fix.how === how)
    const wanted = how === 'delete-topic' ? await stillEmpty(caretaker, mine) : mine
    const fixes = wanted.map(({ fix }) => fix)
    const results = await sendBisecting(fixes, (part) => send(caretaker, how, part))
    taken.push(...wanted.filter((_, n) => results[n]?.ok === true))
  }
  return taken
}

function send(
  caretaker: ClusterCaretaker,
  how: How,
  fixes: readonly Fix[],
): Promise<readonly ItemResult[]> {
  const of = <H extends How>(wanted: H) =>
    fixes.filter((fix): fix is FixOf<H> => fix.how === wanted)
  switch (how) {
    case 'take-access':
      return caretaker.takeAccess(of(how).map(({ access }) => access))
    case 'take-quota':
      return caretaker.takeQuotas(of(how).map(({ removal }) => removal))
    case 'take-user':
      return caretaker.takeUsers(of(how).map(({ username }) => username))
    case 'reset-settings':
      return caretaker.resetSettings(of(how).map(({ removal }) => removal))
    case 'delete-topic':
      return caretaker.deleteTopics(of(how).map(({ kafkaName }) => kafkaName))
  }
}

/** The last look before a deletion, as nobody can take that back. */
async function stillEmpty(
  caretaker: ClusterCaretaker,
  strays: readonly Difference[],
): Promise<readonly Difference[]> {
  if (strays.length === 0) return []
  try {
    const bytes = await caretaker.topicBytes()
    return strays.filter(({ resource }) => bytes.get(resource) === 0)
  } catch (error) {
    if (isServiceError(error, 'unavailable')) return []
    throw error
  }
}
