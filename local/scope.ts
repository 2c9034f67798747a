/** Remembers how to undo what was begun, so that a failed or ended start leaves nothing behind. */
export interface Scope {
  /** Runs `undo` when the scope closes, or at once if it has closed already (a step that finished too late). */
  defer(undo: () => Promise<void> | void): Promise<void>
  /** Undoes everything, the last thing first; one failing undo does not keep the others from running. */
  close(): Promise<void>
}

export function openScope(): Scope {
  const undos: (() => Promise<void> | void)[] = []
  let closing: Promise<void> | undefined
  const closeAll = async () => {
    const errors: unknown[] = []
    for (let undo = undos.pop(); undo !== undefined; undo = undos.pop()) {
      try {
        await undo()
      } catch (error) {
        errors.push(error)
      }
    }
    if (errors.length > 0) throw new AggregateError(errors, 'Some parts could not be stopped')
  }
  return {
    async defer(undo) {
      if (closing === undefined) undos.push(undo)
      else await undo()
    },
    close: () => (closing ??= closeAll()),
  }
}

/** What is begun here is undone side by side, as one step of `scope`. */
export async function undoneTogether(scope: Pick<Scope, 'defer'>): Promise<Pick<Scope, 'defer'>> {
  const undos: (() => Promise<void> | void)[] = []
  let closed = false
  await scope.defer(async () => {
    closed = true
    const ends = await Promise.allSettled(undos.map(async (undo) => await undo()))
    const errors = ends.flatMap((end) => (end.status === 'rejected' ? [end.reason] : []))
    if (errors.length > 0) throw new AggregateError(errors, 'Some parts could not be stopped')
  })
  return {
    async defer(undo) {
      if (closed) await undo()
      else undos.push(undo)
    },
  }
}
