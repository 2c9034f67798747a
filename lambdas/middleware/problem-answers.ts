import type { MiddlewareObj } from '@middy/core'
import { ServiceError } from '../../core/kernel/service-error.ts'
import type { ApiEvent, ApiResult } from './event.ts'
import { problemAnswer } from './problem.ts'

/** Where an error that is not the caller's goes, so that an operator can find it by the request id. */
export type ReportFault = (fault: { requestId: string; error: unknown }) => void

/** Turns whatever is thrown into problem+json, and reports what is our fault. */
export function problemAnswers(report: ReportFault): MiddlewareObj<ApiEvent, ApiResult> {
  return {
    onError: (request) => {
      const id = request.event.requestId ?? 'unknown'
      if (
        !(request.error instanceof ServiceError) ||
        request.error.code === 'internal' ||
        request.error.code === 'unavailable'
      ) {
        report({ requestId: id, error: request.error })
      }
      request.response = problemAnswer(request.error, id)
    },
  }
}
