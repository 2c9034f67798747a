const LONGEST = 300

/** The line of a Java program's output that tells most about why it failed, for a sentence that quotes it. */
export function tellingLine(lines: readonly string[]): string {
  const line =
    lines.findLast((text) => /^(?!\s+at ).*(ERROR|FATAL|Exception|Error)/.test(text)) ??
    lines.findLast((text) => text.trim() !== '') ??
    'it printed nothing'
  return line.trim().slice(0, LONGEST)
}
