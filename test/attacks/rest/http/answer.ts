/** What came back, with header names in lower case. */
export interface Answer {
  readonly status: number
  readonly headers: Readonly<Record<string, string>>
  readonly text: string
  /** The text read as JSON; undefined when it is none. */
  readonly json: unknown
}

export interface Asked {
  readonly token?: string
  /** JSON is made of it. */
  readonly body?: unknown
  /** Sent as it is, instead of `body`. */
  readonly raw?: string | Buffer
  readonly headers?: Readonly<Record<string, string>>
}

/** `path` lies below `/v1` and is sent as it is written, unless it begins with `//`: then it is the whole path after the first slash. */
export type Ask = (method: string, path: string, asked?: Asked) => Promise<Answer>

export function answerOf(
  status: number,
  headers: Readonly<Record<string, string>>,
  text: string,
): Answer {
  return { status, headers, text, json: jsonOf(text) }
}

function jsonOf(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}

/** A field of an answer that is text; empty when there is none. */
export function textAt(value: unknown, name: string): string {
  const found: unknown = typeof value === 'object' && value !== null ? Reflect.get(value, name) : ''
  return typeof found === 'string' ? found : ''
}

/** The things of a list. */
export function itemsOf({ json }: Answer): readonly unknown[] {
  const items: unknown =
    typeof json === 'object' && json !== null ? Reflect.get(json, 'items') : undefined
  return Array.isArray(items) ? items : []
}
