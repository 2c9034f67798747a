import { parseArgs } from 'node:util'
import { attackPair } from './attack-pair.ts'
import { printReport } from './print-report.ts'

const USAGE = `npm run attack -- --victim client.properties --attacker client.properties
  [--victim-topic NAME] [--attacker-topic NAME]
  [--administrator client.properties]  shows that what no tenant may do can be done; changes settings and changes them back
Both tenants must be there for this: records are written, groups and transactions begun, and what succeeds does harm.`

const { values } = parseArgs({
  options: {
    victim: { type: 'string' },
    attacker: { type: 'string' },
    administrator: { type: 'string' },
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
  return reports.some(({ succeeded, changes }) => succeeded > 0 || changes.length > 0) ? 1 : 0
}

function partyFile(file: string, topic: string | undefined) {
  return topic === undefined ? { file } : { file, topic }
}
