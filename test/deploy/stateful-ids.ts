import { readFileSync } from 'node:fs'

/** Of deployed resources (physical ids by stack and logical id), those that hold data or brokers. */
export function statefulIds(
  deployed: Readonly<Record<string, Readonly<Record<string, string>>>>,
): Readonly<Record<string, string>> {
  const stateful: Record<string, object> = JSON.parse(readFileSync('stateful.json', 'utf8'))
  const ids = Object.entries(stateful).flatMap(([stack, resources]) =>
    Object.keys(resources).flatMap((logicalId): [string, string][] => {
      const physicalId = deployed[stack]?.[logicalId]
      return physicalId === undefined ? [] : [[`${stack}/${logicalId}`, physicalId]]
    }),
  )
  return Object.fromEntries(ids)
}
