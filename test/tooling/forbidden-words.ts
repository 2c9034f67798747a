import type { SourceFile } from './source-tree.ts'

interface Forbidden {
  pattern: RegExp
  why: string
}

// Put together from halves: this file must pass its own check.
const silencers = [
  '@ts-' + 'ignore',
  '@ts-' + 'nocheck',
  'biome-' + 'ignore',
  'eslint-' + 'disable',
]
const postponers = ['TO' + 'DO', 'FIX' + 'ME']

const forbiddenWords: readonly Forbidden[] = [
  {
    pattern: new RegExp(`${silencers.join('|')}|\\b(?:${postponers.join('|')})\\b`),
    why: 'solve it, or open an issue',
  },
  {
    // A registry, proxy or mirror by the usual first label of its name; which one to use is the machine's business.
    pattern:
      /(?<![\w.-])(?:registry|repo\d?|artifactory|nexus|mirrors?|pypi|files|proxy|goproxy)\.(?:[a-z0-9-]+\.)*(?:com|org|net|io|dev|internal|lan|corp)\b(?!\()/i,
    why: 'no file names the host of a package registry',
  },
  {
    pattern: /"resolved": "https?:/,
    why: 'a lock file without download addresses works with any registry',
  },
]

/** Folder and file names that say nothing about what is inside. */
const emptyName = /(?:^|\/)(?:utils?|common|shared|helpers?)(?:\/|\.[a-z.]+$)/

/** `registryHost`: the registry that this machine really fetches from, which no file may give away. */
export function findForbiddenWords({ path, text }: SourceFile, registryHost?: string): string[] {
  const named = emptyName.test(path) ? [`${path} has a name that says nothing: name the idea`] : []
  const worded = text.split('\n').flatMap((line, index) => {
    const words = forbiddenWords.filter(({ pattern }) => pattern.test(line)).map(({ why }) => why)
    if (registryHost && line.includes(registryHost))
      words.push('this is where this machine fetches')
    return words.map((why) => `${path}:${index + 1} ${why}`)
  })
  return [...named, ...worded]
}

/** The host of a registry URL; none for a loopback address, which gives nothing away. */
export function registryHostOf(url: string | undefined): string | undefined {
  const host = url && URL.canParse(url) ? new URL(url).hostname : ''
  return host === '' || /^(?:localhost|127\.[\d.]+|\[::1\])$/.test(host) ? undefined : host
}
