import { accountAnswers } from './account-answers.ts'
import { billingAnswers } from './billing-answers.ts'
import { dataAnswers } from './data-answers.ts'
import { operatorAnswers } from './operator-answers.ts'
import { serviceAnswers } from './service-answers.ts'
import { tenantAnswers } from './tenant-answers.ts'
import { webhookAnswers } from './webhook-answers.ts'

/**
 * A successful answer of every operation that has one to show: things of the core, through the views that real answers
 * go through. Here and not in the route table, as only the API's documents need them.
 */
export const ANSWER_EXAMPLES: Readonly<Record<string, unknown>> = {
  ...serviceAnswers,
  ...accountAnswers,
  ...tenantAnswers,
  ...dataAnswers,
  ...webhookAnswers,
  ...billingAnswers,
  ...operatorAnswers,
}
