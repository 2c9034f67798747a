/**
 * What is nested much deeper than this can be read but not written again: JSON.parse keeps its own account of where it
 * is, JSON.stringify takes the stack.
 */
export const JSON_DEPTH_MAX = 100

/** Whether arrays and objects lie within each other deeper than that. */
export function isTooDeep(value: unknown): boolean {
  let level = [value].filter(isNested)
  for (let depth = 1; level.length > 0; depth += 1) {
    if (depth > JSON_DEPTH_MAX) return true
    level = level.flatMap((each) => Object.values(each).filter(isNested))
  }
  return false
}

function isNested(value: unknown): value is object {
  return typeof value === 'object' && value !== null
}
