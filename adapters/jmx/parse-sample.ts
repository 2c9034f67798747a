/** One number of an exposition. */
export interface Sample {
  readonly name: string
  readonly labels: ReadonlyMap<string, string>
  /** May be NaN or infinite. */
  readonly value: number
}

/**
 * Made by constructors: V8 counts how long the objects of a literal live. In a process that keeps much else it took these
 * for lasting, put every one of them into the old generation, and spent half of a pass on collecting them there.
 */
class ReadSample implements Sample {
  readonly name: string
  readonly labels: ReadonlyMap<string, string>
  readonly value: number

  constructor(name: string, labels: ReadonlyMap<string, string>, value: number) {
    this.name = name
    this.labels = labels
    this.value = value
  }
}

class ReadLabels {
  readonly labels: ReadonlyMap<string, string>
  /** Where the value begins. */
  readonly end: number

  constructor(labels: ReadonlyMap<string, string>, end: number) {
    this.labels = labels
    this.end = end
  }
}

const NAME = /^[ \t]*([a-zA-Z_:][a-zA-Z0-9_:]*)/
const LABEL = /[ \t]*([a-zA-Z_][a-zA-Z0-9_]*)[ \t]*=[ \t]*"((?:[^"\\]|\\.)*)"[ \t]*(,|(?=\}))/y
/** A value, and the time that may follow it. */
const VALUE = /^[ \t]+(\S+)(?:[ \t]+-?[0-9]+)?[ \t\r]*$/
const NUMBER = /^[+-]?(?:[0-9]+\.?[0-9]*|\.[0-9]+)(?:[eE][+-]?[0-9]+)?$/
const WORDS: ReadonlyMap<string, number> = new Map([
  ['NaN', Number.NaN],
  ['+Inf', Number.POSITIVE_INFINITY],
  ['Inf', Number.POSITIVE_INFINITY],
  ['-Inf', Number.NEGATIVE_INFINITY],
])

/** The name that a line begins with; undefined for comments, empty lines and anything else. */
export function nameOf(line: string): string | undefined {
  return NAME.exec(line)?.[1]
}

/**
 * Undefined unless the line is a whole and correct sample of Prometheus's text format 0.0.4
 * (https://prometheus.io/docs/instrumenting/exposition_formats/). Half a number is never taken for one.
 */
export function parseSample(line: string): Sample | undefined {
  const [beginning, name] = NAME.exec(line) ?? []
  if (beginning === undefined || name === undefined) return undefined
  const labelled = readLabels(line, beginning.length)
  if (labelled === undefined) return undefined
  const [, text] = VALUE.exec(line.slice(labelled.end)) ?? []
  const value = text === undefined ? undefined : readNumber(text)
  return value === undefined ? undefined : new ReadSample(name, labelled.labels, value)
}

function readLabels(line: string, start: number): ReadLabels | undefined {
  const labels = new Map<string, string>()
  if (line[start] !== '{') return new ReadLabels(labels, start)
  LABEL.lastIndex = start + 1
  for (let at = start + 1; ; at = LABEL.lastIndex) {
    const [, label, value] = LABEL.exec(line) ?? []
    if (label === undefined || value === undefined) {
      const close = line.slice(at).search(/[^ \t]/) + at
      return line[close] === '}' ? new ReadLabels(labels, close + 1) : undefined
    }
    labels.set(label, unescaped(value))
  }
}

function unescaped(value: string): string {
  if (!value.includes('\\')) return value
  return value.replace(/\\(.)/g, (_, char: string) => (char === 'n' ? '\n' : char))
}

function readNumber(text: string): number | undefined {
  return NUMBER.test(text) ? Number(text) : WORDS.get(text)
}
