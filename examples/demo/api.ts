import * as z from 'zod'

/** Headgate's API as one customer sees it. Paths lie under `/v1`; whatever is refused throws. */
export interface Api {
  ask<T>(schema: z.ZodType<T>, method: string, path: string, body?: unknown): Promise<T>
  /** Asks for a change (the answer is 202), and waits until its operation is done. */
  settle<T>(schema: z.ZodType<T>, method: string, path: string, body?: unknown): Promise<T>
  text(path: string): Promise<string>
}

const PATIENCE_MS = 60_000
const problemSchema = z.object({ code: z.string(), detail: z.string() })
const operationSchema = z.object({
  state: z.enum(['pending', 'done', 'failed']),
  error: z.string().optional(),
})

/** `token` is a session's or an API token; signing up needs none. */
export function apiClient(apiUrl: string, token?: string): Api {
  const send = async (method: string, path: string, body?: unknown): Promise<Response> => {
    const response = await fetch(apiUrl + path, {
      method,
      headers: {
        'Content-Type': 'application/json',
        ...(token === undefined ? {} : { Authorization: `Bearer ${token}` }),
      },
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
      signal: AbortSignal.timeout(PATIENCE_MS),
    })
    if (response.ok) return response
    const { code, detail } = problemSchema.parse(await response.json())
    throw new Error(`${method} ${path} was answered with ${response.status} ${code}: ${detail}`)
  }
  const ask: Api['ask'] = async (schema, method, path, body) =>
    schema.parse(await (await send(method, path, body)).json())
  return {
    ask,
    text: async (path) => (await send('GET', path)).text(),
    settle: async (schema, method, path, body) => {
      const response = await send(method, path, body)
      await untilDone(ask, operationPath(response))
      return schema.parse(await response.json())
    },
  }
}

function operationPath({ headers }: Response): string {
  return (headers.get('Location') ?? '').replace(/^\/v1/, '')
}

/** The API answers as soon as the operation is done, at the latest after `waitSeconds`. */
async function untilDone(ask: Api['ask'], path: string): Promise<void> {
  const deadline = performance.now() + PATIENCE_MS
  for (;;) {
    const { state, error } = await ask(operationSchema, 'GET', `${path}?waitSeconds=20`)
    if (state === 'done') return
    if (state === 'failed') throw new Error(`The operation failed: ${error}`)
    if (performance.now() > deadline) throw new Error('The operation takes more than a minute.')
  }
}
