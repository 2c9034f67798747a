import { changesBetween } from './compare.ts'
import type { ControlKind, Finding } from './finding.ts'

/** What one plan came to: an attack a line of `findings`, what the victim lost or gained in `changes`. */
export interface Told {
  readonly plan: string
  readonly findings: readonly Finding[]
  readonly changes: readonly string[]
}

interface About {
  readonly control: Finding['control']
  readonly telling: string
}

const KINDS: readonly ControlKind[] = ['owner', 'administrator', 'broker', 'harmless', 'nobody']

/**
 * Reads the lines of java/Run.java, their parts parted by tabs. A plan without its `end` broke off.
 * @throws Error when one did, or there was none.
 */
export function readTold(text: string): Told[] {
  const told: Told[] = []
  let lines: string[][] | undefined
  for (const line of text.split('\n')) {
    const parts = line.split('\t')
    if (parts[0] === 'plan') lines = []
    lines?.push(parts)
    if (parts[0] === 'end' && lines !== undefined) {
      told.push(toldBy(parts[1] ?? '', lines))
      lines = undefined
    }
  }
  if (told.length === 0 || lines !== undefined) throw new Error('The attacks broke off.')
  return told
}

function toldBy(plan: string, lines: readonly string[][]): Told {
  const step = (word: string) =>
    new Map(
      lines.filter(([first]) => first === word).map(([, name = '', answer = '']) => [name, answer]),
    )
  const about = new Map(
    lines
      .filter(([first]) => first === 'about')
      .map(([, name = '', ...rest]) => [name, aboutOf(rest)]),
  )
  const [missing, controls] = [step('missing'), step('control')]
  const findings = [...step('attack')].map(([name, attack]) =>
    findingOf(name, attack, about.get(name), missing.get(name), controls.get(name)),
  )
  const transaction = controls.get('the open transaction')
  const changes = changesBetween(step('before'), step('after'))
  if (transaction !== 'none') changes.push(`the open transaction ended with ${transaction}`)
  return { plan, findings, changes }
}

function aboutOf([control = '', telling = '']: readonly string[]): About {
  const [word = '', because] = control.split(': ')
  const kind = KINDS.find((each) => each === word)
  if (kind === undefined) throw new Error(`No control is called "${word}".`)
  return { control: because === undefined ? { kind } : { kind, because }, telling }
}

function findingOf(
  name: string,
  attack: string,
  about: About | undefined,
  missing: string | undefined,
  controlled: string | undefined,
): Finding {
  if (about === undefined) throw new Error(`Nothing is known about "${name}".`)
  const { control, telling } = about
  return {
    name,
    control,
    attack,
    ...(telling === '' ? {} : { telling }),
    ...(missing === undefined ? {} : { missing }),
    ...(controlled === undefined ? {} : { controlled }),
  }
}
