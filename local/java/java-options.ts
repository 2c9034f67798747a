/** Options of every Java process of ours: started often, small, and on a machine that has other things to do. */
export function javaOptions(heapMebibytes: number): string[] {
  return [
    `-Xmx${heapMebibytes}m`,
    // Halves the time to start; a stack on one machine never runs long enough at full speed to earn the second compiler.
    '-XX:TieredStopAtLevel=1',
    '-XX:+UseSerialGC',
    '-XX:-UsePerfData',
    // A process without memory is restarted; one that limps on is not.
    '-XX:+ExitOnOutOfMemoryError',
    '-Djava.awt.headless=true',
  ]
}

/** Runs `mainClass` so that it ends when its standard input closes, which happens when we end in whatever way. */
export function boundToParent(mainClass: string, args: readonly string[]): string[] {
  return ['EndWithParent', mainClass, ...args]
}
