// Plain JavaScript, loaded by `node --import` ahead of the entry: an older Node must be able to read it, while it
// would stop at the entry's own TypeScript with a message that helps nobody.

/** 24.6 is the first release whose type stripping and `node:` modules we rely on. */
const needed = [24, 6]

export function isNodeRecentEnough(version) {
  const [major = 0, minor = 0] = version.split('.').map(Number)
  return major > needed[0] || (major === needed[0] && minor >= needed[1])
}

if (!isNodeRecentEnough(process.versions.node)) {
  const sentence = `Headgate needs Node ${needed.join('.')} or newer and this is ${process.versions.node}: run npm ci and start it through npm (on Linux x64 that brings Node 24), or install a newer Node.`
  process.stderr.write(`${sentence}\n`)
  process.exit(1)
}
