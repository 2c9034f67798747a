/** What came back from the handler. */
export interface Answer {
  readonly status: number
  readonly headers: Readonly<Record<string, string>>
  readonly text: string
  /** The text read as JSON; fails when it is something else. */
  json(): unknown
}
