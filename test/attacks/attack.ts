import { parseArgs } from 'node:util'
import { attackPair } from './attack-pair.ts'
import { printFloods } from './floods/print-floods.ts'
import { tryFloods } from './floods/try-floods.ts'
import type { Pair, PartyFile } from './parties/pair.ts'
import { readClientProperties } from './parties/read-client-properties.ts'
import { printReport } from './print-report.ts'

const USAGE = `npm run attack -- --victim client.properties --attacker client.properties
  [--victim-topic NAME] [--attacker-topic NAME]
  [--administrator client.properties]  shows that what no tenant may do can be done; changes settings and changes them back
  [--floods]                           floods the brokers as well, and says how long the victim's sends take meanwhile
Both tenants must be there for this: records are written, groups and transactions begun, and what succeeds does harm.`

const { values } = parseArgs({
  options: {
    victim: { type: 'string' },
    attacker: { type: 'string' },
    administrator: { type: 'string' },
    floods: { type: 'boolean', default: false },
    'victim-topic': { type: 'string' },
    'attacker-topic': { type: 'string' },
  },
})

process.exitCode = await attack()

/** 0 when nothing succeeded and nothing of the victim's changed, 1 when something did, 2 when it was not asked well. */
async function attack(): Promise<number> {
  const { victim, attacker, administrator } = values
  if (victim === undefined || attacker === undefined) {
    console.error(USAGE)
    return 2
  }
  const pair = {
    name: 'attacks',
    victim: partyFile(victim, values['victim-topic']),
    attacker: partyFile(attacker, values['attacker-topic']),
    ...(administrator === undefined ? {} : { administrator }),
  }
  const reports = await attackPair(pair)
  for (const report of reports) printReport(report, Number.POSITIVE_INFINITY)
  if (values.floods) await flood(pair)
  return reports.some(({ succeeded, changes }) => succeeded > 0 || changes.length > 0) ? 1 : 0
}

/** Says how much slower the victim is meanwhile; what is too slow is for the operator to say. */
async function flood({ victim, attacker }: Pair): Promise<void> {
  const party = ({ file, topic }: PartyFile) => {
    if (topic === undefined) throw new Error('Floods need --victim-topic and --attacker-topic.')
    return { ...readClientProperties(file), topic }
  }
  printFloods(await tryFloods(party(victim), party(attacker)))
}

function partyFile(file: string, topic: string | undefined) {
  return topic === undefined ? { file } : { file, topic }
}
