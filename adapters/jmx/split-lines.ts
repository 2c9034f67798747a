/** Longer lines are left out: a name and its labels take some hundred characters. */
const LINE_MAX_CHARS = 16_384

/** Cuts a text that comes in pieces into its lines; keeps no more than the one line that is not over yet. */
export interface LineSplitter {
  /** The lines that this piece ends. */
  feed(piece: Uint8Array): Iterable<string>
  /** True when nothing of a line is left over. */
  isComplete(): boolean
}

export function createLineSplitter(): LineSplitter {
  const decoder = new TextDecoder()
  let rest = ''
  let tooLong = false

  function* feed(piece: Uint8Array): Iterable<string> {
    const text = decoder.decode(piece, { stream: true })
    let start = 0
    for (let end = text.indexOf('\n'); end >= 0; end = text.indexOf('\n', start)) {
      const line = start === 0 ? rest + text.slice(0, end) : text.slice(start, end)
      if (!(tooLong && start === 0) && line.length <= LINE_MAX_CHARS) yield line
      start = end + 1
    }
    if (start > 0) {
      rest = ''
      tooLong = false
    }
    keep(text.slice(start))
  }

  function keep(more: string): void {
    tooLong ||= rest.length + more.length > LINE_MAX_CHARS
    rest = tooLong ? '' : rest + more
  }

  return { feed, isComplete: () => rest === '' && !tooLong }
}
