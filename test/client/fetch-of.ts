import type { Caller } from '../lambdas/call.ts'

/** `fetch` that ends at the API's own handler, in this process. */
export function fetchOf(call: Caller): typeof fetch {
  return async (input, init = {}) => {
    const url = new URL(String(input))
    const { authorization, ...headers } = Object.fromEntries(new Headers(init.headers))
    const answer = await call(init.method ?? 'GET', url.pathname.replace('/v1', ''), {
      ...(authorization === undefined ? {} : { token: authorization.replace('Bearer ', '') }),
      ...(url.search === '' ? {} : { query: Object.fromEntries(url.searchParams) }),
      ...(typeof init.body === 'string' ? { rawBody: init.body } : {}),
      headers,
    })
    const hasBody = answer.status !== 204
    return new Response(hasBody ? answer.text : null, {
      status: answer.status,
      headers: { ...answer.headers },
    })
  }
}
