import { OPERATOR_FIELDS } from './told-fields.ts'
import { changeOf } from '../audit/change.ts'
import type { Clock } from '../kernel/clock.ts'
import { newId, type Randomness } from '../kernel/ids.ts'
import { type Asking, accountEvent } from './account-event.ts'
import type { TokenSigner } from './account-ports.ts'
import type { IssuedToken } from './create-token.ts'
import { OPERATORS_MAX } from './operator.ts'
import type { AddOperatorInput } from './operator-input.ts'
import type { OperatorStore } from './operator-ports.ts'
import { operatorTokenText } from './operator-token.ts'

export interface OperatorDeps {
  readonly operators: OperatorStore
  readonly tokens: TokenSigner
  readonly clock: Clock
  readonly randomness: Randomness
}

/** The token of an operator that is there, once more. */
export async function operatorAgain(
  { operators, tokens }: Pick<OperatorDeps, 'operators' | 'tokens'>,
  id: string,
): Promise<IssuedToken | undefined> {
  const operator = await operators.get(id)
  return operator === undefined ? undefined : { id, token: operatorTokenText(id, tokens.sign(id)) }
}

/** Makes another operator, up to 20 (`limit_reached`); its token is in the answer and nowhere else. */
export async function addOperator(
  deps: OperatorDeps,
  asking: Asking,
  { name }: AddOperatorInput,
): Promise<IssuedToken> {
  const id = newId('opr', deps.randomness)
  const operator = { id, name, createdBy: asking.actor.id, createdAt: deps.clock.now() }
  const resource = `/v1/operator/operators/${id}`
  const event = accountEvent(deps, asking, {
    action: 'operator.create',
    resource,
    ...changeOf(OPERATOR_FIELDS, undefined, operator),
  })
  await deps.operators.add(operator, event, OPERATORS_MAX)
  return { id, token: operatorTokenText(id, deps.tokens.sign(id)) }
}
