import { PLANS } from '../../../core/plan/plan.ts'
import { versionFor } from '../../../core/plan/price-book.ts'
import { planView } from '../views/plan-view.ts'
import { PERIOD } from './example-ids.ts'

/** What anyone may know of an installation, by operation. */
export const serviceAnswers = {
  getHealth: { status: 'up', components: { api: 'up', store: 'up', broker: 'up' } },
  listPlans: { items: PLANS.slice(0, 2).map((plan) => planView(plan, versionFor(PERIOD))) },
  getOpenApi: { openapi: '3.1.0', info: { title: 'Headgate', version: '1.0.0' } },
  getDocs: '<!doctype html>\n<html lang="en">…</html>\n',
}
