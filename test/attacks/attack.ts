import { readFileSync } from 'node:fs'
import { parseArgs } from 'node:util'
import { attackBrokers } from './attack-brokers.ts'
import { attackInstallation } from './rest/attack-installation.ts'

const USAGE = `npm run attack -- --api http://127.0.0.1:4300/v1 --victim-token FILE --attacker-token FILE
  [--operator-token FILE]              tries what only an operator may, and a tenant that is suspended
  [--outbox FOLDER]                    where its mails are files: tries log-ins, invitations and codes of people that it signs up
  [--log FILE …]                       searches these for every secret that was handed out
npm run attack -- --victim client.properties --attacker client.properties
  [--victim-topic NAME] [--attacker-topic NAME]
  [--administrator client.properties]  shows that what no tenant may do can be done; changes settings and changes them back
  [--floods]                           floods the brokers as well, and says how long the victim's sends take meanwhile
Either, or both. Tokens may stand in HEADGATE_VICTIM_TOKEN, HEADGATE_ATTACKER_TOKEN and HEADGATE_OPERATOR_TOKEN instead.
Accounts and tenants must be there for this: what succeeds does harm.`

type Asked = ReturnType<typeof asked>

process.exitCode = await main()

function asked() {
  const { values } = parseArgs({
    options: {
      api: { type: 'string' },
      'victim-token': { type: 'string' },
      'attacker-token': { type: 'string' },
      'operator-token': { type: 'string' },
      outbox: { type: 'string' },
      log: { type: 'string', multiple: true, default: [] },
      victim: { type: 'string' },
      attacker: { type: 'string' },
      administrator: { type: 'string' },
      floods: { type: 'boolean', default: false },
      'victim-topic': { type: 'string' },
      'attacker-topic': { type: 'string' },
    },
  })
  return values
}

/** What cannot even be begun is said in a sentence. */
async function main(): Promise<number> {
  try {
    return await attack(asked())
  } catch (error) {
    console.error(error instanceof Error ? error.message : error)
    return 2
  }
}

/** 0 when nothing succeeded and nothing of the victim's changed, 1 when something did, 2 when it was not asked well. */
async function attack(values: Asked): Promise<number> {
  const { api, victim, attacker } = values
  const [victimToken, attackerToken] = [tokenOf(values, 'victim'), tokenOf(values, 'attacker')]
  const overRest = api !== undefined && victimToken !== undefined && attackerToken !== undefined
  const overKafka = victim !== undefined && attacker !== undefined
  const isHalf =
    (api !== undefined) !== overRest || ((victim ?? attacker) !== undefined) !== overKafka
  if (isHalf || !(overRest || overKafka)) {
    console.error(USAGE)
    return 2
  }
  const operatorToken = tokenOf(values, 'operator')
  const held = [
    !overRest ||
      (await attackInstallation({
        apiUrl: api,
        victimToken,
        attackerToken,
        ...(operatorToken === undefined ? {} : { operatorToken }),
        ...(values.outbox === undefined ? {} : { outbox: values.outbox }),
        logs: values.log,
      })),
    !overKafka || (await attackBrokers({ ...values, victim, attacker })),
  ]
  return held.includes(false) ? 1 : 0
}

/** A token is never an argument, which everybody on the machine can read. */
function tokenOf(values: Asked, who: 'victim' | 'attacker' | 'operator'): string | undefined {
  const file = values[`${who}-token`]
  const text =
    file === undefined
      ? process.env[`HEADGATE_${who.toUpperCase()}_TOKEN`]
      : readFileSync(file, 'utf8')
  return text?.trim() || undefined
}
