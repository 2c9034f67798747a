import { OPERATOR_FIELDS } from './told-fields.ts'
import { changeOf } from '../audit/change.ts'
import { notFound } from '../kernel/service-error.ts'
import { type Asking, accountEvent } from './account-event.ts'
import type { OperatorDeps } from './add-operator.ts'

/** Ends an operator's token at once. `not_found`; `conflict` for the last one, or nobody would be left to run the place. */
export async function removeOperator(
  deps: Omit<OperatorDeps, 'tokens'>,
  asking: Asking,
  operatorId: string,
): Promise<void> {
  const operator = await deps.operators.get(operatorId)
  if (operator === undefined) throw notFound('operator')
  const event = accountEvent(deps, asking, {
    action: 'operator.delete',
    resource: `/v1/operator/operators/${operatorId}`,
    ...changeOf(OPERATOR_FIELDS, operator, undefined),
  })
  await deps.operators.remove(operatorId, event)
}
