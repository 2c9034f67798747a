import { reconcileContainer } from './reconcile-container.ts'
import { createReconcileHandler } from './jobs/reconcile-handler.ts'

export const handler = createReconcileHandler(reconcileContainer())
