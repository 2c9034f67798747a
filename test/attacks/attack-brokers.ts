import { attackPair } from './attack-pair.ts'
import { printFloods } from './floods/print-floods.ts'
import { tryFloods } from './floods/try-floods.ts'
import type { Pair, PartyFile } from './parties/pair.ts'
import { readClientProperties } from './parties/read-client-properties.ts'
import { printReport } from './print-report.ts'

/** Files and topics as the options of `npm run attack` name them. */
export interface BrokerWishes {
  readonly victim: string
  readonly attacker: string
  readonly administrator?: string | undefined
  readonly floods: boolean
  readonly 'victim-topic'?: string | undefined
  readonly 'attacker-topic'?: string | undefined
}

/** Attacks over Kafka and says what came of it. False when anything succeeded or changed. */
export async function attackBrokers(wishes: BrokerWishes): Promise<boolean> {
  const { victim, attacker, administrator } = wishes
  const pair = {
    name: 'attacks',
    victim: partyFile(victim, wishes['victim-topic']),
    attacker: partyFile(attacker, wishes['attacker-topic']),
    ...(administrator === undefined ? {} : { administrator }),
  }
  const reports = await attackPair(pair)
  for (const report of reports) printReport(report, Number.POSITIVE_INFINITY)
  if (wishes.floods) await flood(pair)
  return reports.every(({ succeeded, changes }) => succeeded === 0 && changes.length === 0)
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
