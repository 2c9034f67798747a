import { shortList, shortText } from './shown-text.ts'

export type Shown = string | number | boolean | null | readonly string[]
type View = Readonly<Record<string, Shown>>

/**
 * What an action changed, as the trail shows it: what is made has no `before`, what is taken away no `after`, and of what
 * is changed both hold the fields that differ. Neither is there for what changes nothing that may be shown.
 */
export interface Change {
  readonly before?: View
  readonly after?: View
  /** Fields whose values were cut to `TEXT_CHARACTERS_MAX` or `LIST_CHARACTERS_MAX`; absent when none was. */
  readonly cut?: readonly string[]
}

/** How one field is shown. `differs` says what is compared, where less is shown than may change. */
export type Field<Thing> =
  | ((thing: Thing) => Shown)
  | { readonly show: (thing: Thing) => Shown; readonly differs: (thing: Thing) => unknown }

/** All that may be shown of a kind of thing: what is not named here is never told. */
export type Fields<Thing> = Readonly<Record<string, Field<Thing>>>

/** The difference between two states of a thing; undefined is one that is not there. */
export function changeOf<Thing>(
  fields: Fields<Thing>,
  before: Thing | undefined,
  after: Thing | undefined,
): Change {
  const cut = new Set<string>()
  const names = namesOf(fields, before, after)
  const view = (thing: Thing) => viewOf(fields, names, thing, cut)
  const views = {
    ...(before === undefined ? {} : { before: view(before) }),
    ...(after === undefined ? {} : { after: view(after) }),
  }
  return cut.size === 0 ? views : { ...views, cut: [...cut] }
}

/** Of one state what it has, of two what differs. */
function namesOf<Thing>(
  fields: Fields<Thing>,
  before: Thing | undefined,
  after: Thing | undefined,
): readonly string[] {
  const only = before ?? after
  const named = Object.entries(fields)
  if (before !== undefined && after !== undefined)
    return named
      .filter(([, field]) => comparedText(field, before) !== comparedText(field, after))
      .map(([name]) => name)
  if (only === undefined) return []
  return named.filter(([, field]) => isThere(shownOf(field, only))).map(([name]) => name)
}

function viewOf<Thing>(
  fields: Fields<Thing>,
  names: readonly string[],
  thing: Thing,
  cut: Set<string>,
): View {
  const shown = names.flatMap((name): readonly (readonly [string, Shown])[] => {
    const field = fields[name]
    if (field === undefined) return []
    const value = bounded(shownOf(field, thing))
    if (value.isCut) cut.add(name)
    return [[name, value.shown]]
  })
  return Object.fromEntries(shown)
}

function bounded(shown: Shown): { readonly shown: Shown; readonly isCut: boolean } {
  if (typeof shown === 'string') return shortText(shown)
  return isList(shown) ? shortList(shown) : { shown, isCut: false }
}

function shownOf<Thing>(field: Field<Thing>, thing: Thing): Shown {
  return typeof field === 'function' ? field(thing) : field.show(thing)
}

function comparedText<Thing>(field: Field<Thing>, thing: Thing): string {
  return JSON.stringify(typeof field === 'function' ? field(thing) : field.differs(thing)) ?? ''
}

function isThere(shown: Shown): boolean {
  return shown !== null && !(isList(shown) && shown.length === 0)
}

function isList(shown: Shown): shown is readonly string[] {
  return Array.isArray(shown)
}
