/** True when `work` succeeds within `timeoutMs`; its own failure, early or late, is swallowed. */
export async function settlesWithin(timeoutMs: number, work: Promise<unknown>): Promise<boolean> {
  const late = Promise.withResolvers<boolean>()
  const timer = setTimeout(() => late.resolve(false), timeoutMs)
  const outcome = work.then(
    () => true,
    () => false,
  )
  const inTime = await Promise.race([outcome, late.promise])
  clearTimeout(timer)
  return inTime
}
