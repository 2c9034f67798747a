import type { BadInput } from './bad-input.ts'
import { badBodies } from './bad-bodies.ts'
import { badChoices } from './bad-choices.ts'
import { badHeaders } from './bad-headers.ts'
import { badNames } from './bad-names.ts'
import { badNumbers } from './bad-numbers.ts'
import { badPaths } from './bad-paths.ts'
import { badQueries } from './bad-queries.ts'
import { tooMany } from './too-many.ts'

/** Everything that is tried against the handlers and against the running stack. */
export const everyBadInput: readonly BadInput[] = [
  ...badNames,
  ...badNumbers,
  ...badChoices,
  ...tooMany,
  ...badBodies,
  ...badPaths,
  ...badQueries,
  ...badHeaders,
]
