import { type Asking, accountEvent } from './account-event.ts'
import type { OperatorDeps } from './add-operator.ts'

/** Ends an operator's token at once. `not_found`; `conflict` for the last one, or nobody would be left to run the place. */
export async function removeOperator(
  deps: Omit<OperatorDeps, 'tokens'>,
  asking: Asking,
  operatorId: string,
): Promise<void> {
  const resource = `/v1/operator/operators/${operatorId}`
  const event = accountEvent(deps, asking, { action: 'operator.delete', resource })
  await deps.operators.remove(operatorId, event)
}
