import { readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { ADMIN_USERNAME, BROKER_USERNAME } from '../../../local/broker/cluster-plan.ts'
import { credentialSchema } from '../../../lambdas/http/views/credential-view.ts'
import { type Customer, must, newCustomer } from '../../e2e/fixtures/customer.ts'
import { activeTenant, operationDone } from '../../e2e/fixtures/tenants.ts'
import type { Headgate } from '../../e2e/start-headgate.ts'
import type { Pair, PartyFile } from './pair.ts'

/** Two accounts with a tenant each, on an embedded stack, and its administrator; `folder` takes the files. */
export async function embeddedPair(
  headgate: Headgate,
  folder: string,
  name: string,
): Promise<Required<Pair>> {
  const newParty = () => newCustomer(headgate.localJson.apiUrl, join(headgate.home, 'outbox'))
  const file = (who: string) => join(folder, `${name}-${who}.properties`)
  const customer = await newParty()
  const attacker = await partyOf(customer, file('attacker'))
  return {
    name,
    victim: await partyOf(await newParty(), file('victim')),
    attacker,
    revoked: await revokedOf(customer, attacker.id, file('revoked')),
    administrator: insiderOf(headgate.home, folder, ADMIN_USERNAME, 'ADMIN'),
    broker: insiderOf(headgate.home, folder, BROKER_USERNAME, 'CONTROLLER'),
  }
}

async function partyOf(customer: Customer, file: string): Promise<PartyFile & { id: string }> {
  const { id, prefix } = await activeTenant(customer)
  await writeConnection(customer, id, file)
  return { file, topic: `${prefix}orders`, id }
}

async function writeConnection(
  { api }: Customer,
  tenantId: string,
  file: string,
  credential = '',
): Promise<void> {
  const query = credential === '' ? '' : `&credential=${credential}`
  const path = `/tenants/${tenantId}/connection?format=properties${query}`
  writeFileSync(file, (await must(200, api('GET', path))).text, { mode: 0o600 })
}

/** The connection of a second user, written down while that worked. */
async function revokedOf(customer: Customer, tenantId: string, file: string): Promise<string> {
  const path = `/tenants/${tenantId}/credentials`
  const made = await must(202, customer.api('POST', path, { role: 'readwrite' }))
  await operationDone(customer.api, made)
  const { id } = credentialSchema.parse(made.json())
  await writeConnection(customer, tenantId, file, id)
  await operationDone(customer.api, await must(202, customer.api('DELETE', `${path}/${id}`)))
  return file
}

/** The passwords of those who run the cluster lie in the broker's settings, for the owner of the home alone. */
function insiderOf(home: string, folder: string, username: string, listener: string): string {
  const settings = readdirSync(join(home, 'kafka'))
    .filter((name) => /^broker-\d+\.properties$/.test(name))
    .map((name) => readFileSync(join(home, 'kafka', name), 'latin1'))
  const password = found(settings.join('\n'), new RegExp(`user_${username}="([^"]+)"`))
  const addresses = settings.map((text) =>
    found(text, new RegExp(`${listener}://(127\\.0\\.0\\.1:\\d+)`)),
  )
  const file = join(folder, `${username}.properties`)
  const module = 'org.apache.kafka.common.security.plain.PlainLoginModule required'
  const lines = [
    `bootstrap.servers=${addresses.join(',')}`,
    'security.protocol=SASL_PLAINTEXT',
    'sasl.mechanism=PLAIN',
    `sasl.jaas.config=${module} username="${username}" password="${password}";`,
  ]
  writeFileSync(file, `${lines.join('\n')}\n`, { mode: 0o600 })
  return file
}

function found(text: string, pattern: RegExp): string {
  const [, part] = pattern.exec(text) ?? []
  if (part === undefined) throw new Error(`The settings of a broker hold nothing like ${pattern}.`)
  return part
}
