/** Who shows that the same thing can be done at all. */
export type ControlKind = 'owner' | 'administrator' | 'broker' | 'harmless' | 'nobody'

/** What came of one attack. Answers are words of the broker; `none` is success. */
export interface Finding {
  readonly name: string
  readonly control: { readonly kind: ControlKind; readonly because?: string }
  /** Why the answer may tell the victim's names from missing ones. */
  readonly telling?: string
  readonly attack: string
  /** The same with names that nobody has; absent when nothing of the victim's was named. */
  readonly missing?: string
  /** Absent when nobody was there to try it. */
  readonly controlled?: string
}
