import { type StatefulResource, statefulResources } from '../../lib/checks/stateful-resources.ts'
import { STANDARD, synthesize } from './synthesize.ts'

/** Every stateful resource of the standard deployment, by stack and logical id. */
export function statefulByStack(): Record<string, Record<string, StatefulResource>> {
  const templates = Object.entries(synthesize(STANDARD))
  return Object.fromEntries(
    templates.map(([stack, template]) => [stack, statefulResources(template.toJSON())]),
  )
}
