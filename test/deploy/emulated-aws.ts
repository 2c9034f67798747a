import type { Emulator } from './start-emulator.ts'

// What the test asks the emulator itself. It tells services apart by the scope of a signature, which it does not check.

const PAGES_MAX = 20

/** Logical id → physical id of everything in a stack; empty for a stack that is not there. */
async function stackResources(
  emulator: Emulator,
  stackName: string,
): Promise<ReadonlyMap<string, string>> {
  const found = new Map<string, string>()
  let next: string | undefined = ''
  for (let page = 0; page < PAGES_MAX && next !== undefined; page += 1) {
    const xml = await listPage(emulator, stackName, next)
    for (const [member] of xml.matchAll(/<member>[\s\S]*?<\/member>/g)) {
      found.set(textOf(member, 'LogicalResourceId'), textOf(member, 'PhysicalResourceId'))
    }
    next = textOf(xml, 'NextToken') || undefined
  }
  return found
}

/** Logical id → physical id, by stack; of each that is there. */
export async function resourcesOf(
  emulator: Emulator,
  stacks: readonly string[],
): Promise<Record<string, Record<string, string>>> {
  const found = await Promise.all(stacks.map((stack) => stackResources(emulator, stack)))
  return Object.fromEntries(stacks.map((stack, i) => [stack, Object.fromEntries(found[i] ?? [])]))
}

async function listPage(emulator: Emulator, StackName: string, NextToken: string): Promise<string> {
  const action = { Action: 'ListStackResources', Version: '2010-05-15', StackName }
  const parameters = new URLSearchParams({ ...action, ...(NextToken ? { NextToken } : {}) })
  const response = await ask(emulator, 'cloudformation', {
    'content-type': 'application/x-www-form-urlencoded',
    body: parameters.toString(),
  })
  return await response.text()
}

function textOf(xml: string, tag: string): string {
  return new RegExp(`<${tag}>([^<]*)</${tag}>`).exec(xml)?.[1] ?? ''
}

/** The text of a secret; undefined when there is none. */
export async function secretText(
  emulator: Emulator,
  secretId: string,
): Promise<string | undefined> {
  const response = await ask(emulator, 'secretsmanager', {
    'content-type': 'application/x-amz-json-1.1',
    'x-amz-target': 'secretsmanager.GetSecretValue',
    body: JSON.stringify({ SecretId: secretId }),
  })
  const { SecretString } = (await response.json()) as { SecretString?: string }
  return SecretString
}

function ask(
  { endpoint, region }: Emulator,
  service: string,
  { body, ...headers }: Readonly<Record<string, string>> & { readonly body: string },
): Promise<Response> {
  const scope = `headgate/20260101/${region}/${service}/aws4_request`
  const authorization = `AWS4-HMAC-SHA256 Credential=${scope}, SignedHeaders=host, Signature=0`
  return fetch(endpoint, { method: 'POST', headers: { authorization, ...headers }, body })
}
