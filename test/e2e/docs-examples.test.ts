import { execFile } from 'node:child_process'
import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals'
import * as z from 'zod'
import { type Customer, newCustomer, request } from './fixtures/customer.ts'
import { untilHealth } from './fixtures/health.ts'
import { idleGroup } from './fixtures/idle-group.ts'
import { activeTenant } from './fixtures/tenants.ts'
import { type Headgate, startHeadgate } from './start-headgate.ts'

const START_MS = 600_000

type Variables = Record<string, string>

let headgate: Headgate
let customer: Customer
let examples: ReadonlyMap<string, string>
const curlHome = mkdtempSync(join(tmpdir(), 'headgate-curl-'))
const variables: Variables = { CURL_HOME: curlHome }

beforeAll(async () => {
  // The commands run as they are printed; what is asked of curl beyond them is the status, on a line of its own.
  writeFileSync(join(curlHome, '.curlrc'), 'silent\nshow-error\nwrite-out = "\\n%{http_code}"\n')
  headgate = await startHeadgate()
  const { apiUrl, operatorToken } = headgate.localJson
  customer = await newCustomer(apiUrl, join(headgate.home, 'outbox'))
  const tenant = await activeTenant(customer, ['clicks', 'views'])
  Object.assign(variables, {
    TOKEN: customer.token,
    OPERATOR_TOKEN: operatorToken,
    TENANT_ID: tenant.id,
    TOPIC_NAME: 'clicks',
    CREDENTIAL_ID: tenant.credentialId,
    GROUP_NAME: await idleGroup(headgate, tenant, 'clicks'),
    // The month under way has an invoice too.
    INVOICE_ID: 'draft',
    FINDING_ID: 'fnd_none',
  })
  // The first of the commands asks for it, and a busy machine may miss a look at one of the parts.
  await untilHealth(headgate, 200, START_MS)
  examples = examplesOf((await request(apiUrl, 'GET', '/docs')).text)
}, START_MS)

afterAll(async () => {
  rmSync(curlHome, { recursive: true, force: true })
  await headgate?.stop()
})

interface Step {
  readonly operationId: string
  /** Another status than a success, and why. */
  readonly status?: number
  /** What the steps after it need of its answer. */
  readonly learn?: (answer: string) => Variables
}

const field = (name: string, variable: string) => (answer: string) => {
  const body = z.record(z.string(), z.unknown()).parse(JSON.parse(answer))
  return { [variable]: String(body[name]) }
}

const invitation = (answer: string) => ({
  ...field('id', 'MEMBER_ID')(answer),
  INVITATION: /hgi_\S+/.exec(mailTo('ben@example.com').text)?.[0] ?? '',
})

/** In an order in which each finds what it needs. */
const STEPS: readonly Step[] = [
  { operationId: 'getHealth' },
  { operationId: 'listPlans' },
  { operationId: 'getOpenApi' },
  { operationId: 'getDocs' },
  { operationId: 'getKeys' },
  { operationId: 'signUp', learn: () => ({ CODE: mailedCode() }) },
  { operationId: 'confirmSignUp' },
  { operationId: 'openSession', learn: field('refreshToken', 'REFRESH_TOKEN') },
  { operationId: 'refreshSession' },
  { operationId: 'getAccount', learn: field('id', 'ACCOUNT_ID') },
  { operationId: 'changeAccount' },
  { operationId: 'exportAccount' },
  // Printed without the name of the account, which it takes.
  { operationId: 'deleteAccount', status: 422 },
  { operationId: 'createToken', learn: field('id', 'TOKEN_ID') },
  { operationId: 'listTokens' },
  { operationId: 'revokeToken' },
  { operationId: 'listAuditEvents' },
  { operationId: 'createWebhook', learn: field('id', 'WEBHOOK_ID') },
  { operationId: 'listWebhooks' },
  { operationId: 'getWebhook' },
  { operationId: 'changeWebhook' },
  { operationId: 'rotateWebhookSecret' },
  { operationId: 'testWebhook', learn: field('id', 'DELIVERY_ID') },
  { operationId: 'listWebhookDeliveries' },
  // Nobody took it, so it is still on its way.
  { operationId: 'replayWebhookDelivery', status: 409 },
  { operationId: 'deleteWebhook' },
  { operationId: 'createTenant', learn: field('operationId', 'OPERATION_ID') },
  { operationId: 'getOperation' },
  { operationId: 'listTenants' },
  { operationId: 'getTenant' },
  { operationId: 'createTopic' },
  { operationId: 'listTopics' },
  { operationId: 'getTopic' },
  { operationId: 'produceRecords' },
  { operationId: 'peekRecords' },
  { operationId: 'listConsumerGroups' },
  { operationId: 'getConsumerGroup' },
  { operationId: 'resetOffsets' },
  { operationId: 'deleteConsumerGroup' },
  { operationId: 'changeTopic' },
  { operationId: 'deleteTopic' },
  { operationId: 'createCredential' },
  { operationId: 'listCredentials' },
  { operationId: 'getCredential' },
  { operationId: 'getSecret' },
  { operationId: 'getConnection' },
  { operationId: 'changeCredential' },
  { operationId: 'rotateCredential' },
  { operationId: 'revokeCredential' },
  { operationId: 'suspendTenant' },
  { operationId: 'resumeTenant' },
  // Nothing in a healthy tenant has failed.
  { operationId: 'retryTenant', status: 409 },
  { operationId: 'deleteTenant' },
  { operationId: 'restoreTenant' },
  { operationId: 'changeTenant' },
  { operationId: 'getUsage' },
  { operationId: 'listUsageWindows' },
  { operationId: 'getUsageMetrics' },
  { operationId: 'getAccountUsage' },
  { operationId: 'changeBudget' },
  { operationId: 'getBudget' },
  { operationId: 'listInvoices' },
  { operationId: 'getInvoice' },
  { operationId: 'getInvoicePdf' },
  { operationId: 'getInvoiceFocus' },
  { operationId: 'exportInvoice' },
  { operationId: 'verifyInvoice' },
  { operationId: 'addCredit' },
  { operationId: 'changeBilling' },
  { operationId: 'listOpenPayments' },
  { operationId: 'getRevenue' },
  { operationId: 'inviteMember', learn: invitation },
  { operationId: 'listMembers' },
  { operationId: 'acceptInvitation' },
  { operationId: 'changeMember' },
  { operationId: 'removeMember' },
  // The token is an API token, the code was spent at sign-up.
  { operationId: 'endSession', status: 409 },
  { operationId: 'changePassword', status: 409 },
  { operationId: 'requestPasswordReset' },
  { operationId: 'resetPassword', status: 422 },
  { operationId: 'claimOperator' },
  { operationId: 'addOperator', learn: field('id', 'OPERATOR_ID') },
  { operationId: 'listOperators' },
  { operationId: 'removeOperator' },
  { operationId: 'listOperatorEvents' },
  // Nothing was broken by hand here, so there is nothing to silence.
  { operationId: 'listFindings' },
  { operationId: 'silenceFinding', status: 404 },
  { operationId: 'unsilenceFinding', status: 404 },
  { operationId: 'registerCluster', learn: field('id', 'CLUSTER_ID') },
  { operationId: 'listClusters' },
  { operationId: 'listOperatedTenants' },
  { operationId: 'getCluster' },
  { operationId: 'changeCluster' },
  { operationId: 'removeCluster' },
]

describe('The commands on the reference page', () => {
  it('are all tried here', () => {
    expect([...examples.keys()].toSorted()).toEqual(
      STEPS.map(({ operationId }) => operationId).toSorted(),
    )
  })

  it.each(STEPS.map((step) => [step.operationId, step] as const))(
    'run as they are printed: %s',
    async (operationId, { status, learn }) => {
      const { body, answered } = await run(examples.get(operationId) ?? '')
      const success = expect.stringMatching(/^20[0124]$/)
      expect([answered, body]).toEqual([
        status === undefined ? success : String(status),
        expect.any(String),
      ])
      Object.assign(variables, learn?.(body))
    },
  )
})

/** The commands by operation, out of the page's HTML as a reader would copy them. */
function examplesOf(page: string): ReadonlyMap<string, string> {
  const found = page.matchAll(/<pre class="curl" data-operation="(\w+)"><code>([\s\S]*?)<\/code>/g)
  return new Map(
    [...found].map(([, operationId = '', code = '']) => [operationId, unescaped(code)]),
  )
}

function unescaped(text: string): string {
  const plain = text.replaceAll('&lt;', '<').replaceAll('&gt;', '>').replaceAll('&quot;', '"')
  return plain.replaceAll('&#39;', "'").replaceAll('&amp;', '&')
}

function run(command: string): Promise<{ body: string; answered: string }> {
  const env = { PATH: process.env['PATH'], ...variables }
  return new Promise((resolve, reject) => {
    execFile('sh', ['-eu', '-c', command], { env, timeout: 120_000 }, (error, stdout, stderr) => {
      if (error) return reject(new Error(`${command}\n${stderr}`))
      const end = stdout.lastIndexOf('\n')
      resolve({ body: stdout.slice(0, end), answered: stdout.slice(end + 1) })
    })
  })
}

/** Of the mail to whom the example signs up. */
function mailedCode(): string {
  const { code } = mailTo('ann@example.com')
  if (code === undefined) throw new Error('The sign-up sent no code.')
  return code
}

/** Fails when nothing was sent there. */
function mailTo(address: string) {
  const outbox = join(headgate.home, 'outbox')
  const mails = readdirSync(outbox)
    .filter((name) => name.endsWith('.json'))
    .map((name) =>
      z
        .looseObject({ to: z.string(), text: z.string(), code: z.string().optional() })
        .parse(JSON.parse(readFileSync(join(outbox, name), 'utf8'))),
    )
  const mail = mails.find(({ to }) => to === address)
  if (mail === undefined) throw new Error(`Nothing was sent to ${address}.`)
  return mail
}
