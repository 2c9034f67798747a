import { OPERATOR_FIELDS } from './told-fields.ts'
import { changeOf } from '../audit/change.ts'
import type { Clock } from '../kernel/clock.ts'
import { newId, type Randomness } from '../kernel/ids.ts'
import { ServiceError } from '../kernel/service-error.ts'
import { OPERATOR, type Origin } from './account.ts'
import { accountEvent } from './account-event.ts'
import type { TokenSigner } from './account-ports.ts'
import type { IssuedToken } from './create-token.ts'
import { OPERATORS_MAX } from './operator.ts'
import type { ClaimOperatorInput } from './operator-input.ts'
import type { BootstrapSecret, OperatorStore } from './operator-ports.ts'
import { operatorTokenText } from './operator-token.ts'

export interface ClaimOperatorDeps {
  readonly operators: OperatorStore
  readonly bootstrap: BootstrapSecret
  readonly tokens: TokenSigner
  readonly clock: Clock
  readonly randomness: Randomness
}

/**
 * Makes whoever has the bootstrap secret an operator, and burns the secret: it works once. `unauthenticated` for a wrong
 * one, `conflict` for a burnt one. Who loses the answer puts a new secret in its place, which works once as well.
 */
export async function claimOperator(
  deps: ClaimOperatorDeps,
  input: ClaimOperatorInput & { readonly origin: Origin },
): Promise<IssuedToken> {
  const fingerprint = await deps.bootstrap.recognise(input.secret)
  if (fingerprint === undefined)
    throw new ServiceError('unauthenticated', 'This is not the bootstrap secret.')
  const id = newId('opr', deps.randomness)
  const createdAt = deps.clock.now()
  const operator = { id, name: input.name, createdBy: 'bootstrap', createdAt }
  const asking = { actor: { ...OPERATOR, id: 'bootstrap' }, origin: input.origin }
  const event = accountEvent(deps, asking, {
    action: 'operator.claim',
    resource: `/v1/operator/operators/${id}`,
    ...changeOf(OPERATOR_FIELDS, undefined, operator),
  })
  await deps.operators.claim(operator, fingerprint, event, OPERATORS_MAX)
  return { id, token: operatorTokenText(id, deps.tokens.sign(id)) }
}
