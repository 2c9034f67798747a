import * as z from 'zod'
import type { ApiDeps } from '../deps.ts'
import { type Route, route } from '../route.ts'

/** The API's reference for people. */
export const docsRoutes: readonly Route<ApiDeps>[] = [
  route({
    method: 'GET',
    path: '/docs',
    operationId: 'getDocs',
    summary: 'This page: the API’s reference, with commands that run as printed',
    tag: 'service',
    access: 'public',
    answers: {
      200: { description: 'A page of HTML.', contentType: 'text/html', schema: z.string() },
    },
    handle: async (deps, { origin }) => {
      // Only here, as no other request of a function that was just started should wait for it.
      const { referencePage } = await import('../docs/reference-page.ts')
      return referencePage(await deps.openApi(), `${origin}/v1`)
    },
  }),
]
