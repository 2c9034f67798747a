import type { CellFunction } from './function-plan.ts'
import { meter } from './meter.ts'
import { observe } from './observe.ts'
import { share } from './share.ts'
import { sweep } from './sweep.ts'

/** The functions of which each cell has one, but for settling, which works by hint (lib/constructs/cell-workers.ts). */
export const CELL_FUNCTIONS: readonly CellFunction[] = [meter, observe, share, sweep]
