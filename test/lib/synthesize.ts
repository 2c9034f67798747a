import { readFileSync } from 'node:fs'
import { App, Stack } from 'aws-cdk-lib'
import { Template } from 'aws-cdk-lib/assertions'
import { addStacks } from '../../lib/add-stacks.ts'
import { readConfiguration } from '../../lib/config/read-configuration.ts'

const context: Record<string, unknown> = JSON.parse(readFileSync('cdk.json', 'utf8')).context

/** Bundles have a test of their own, and the gate puts templates before the CDK's rules; both take seconds. */
const QUICK = {
  'aws:cdk:bundling-stacks': [],
  '@aws-cdk/core:validateAgainstDefaultRules': false,
}

/** An app with the flags of cdk.json, for the configuration given: an object, or the path of a JSON file. */
export function makeApp(headgate: unknown): App {
  const app = new App({ context: { ...context, ...QUICK, headgate } })
  addStacks(app, readConfiguration(app.node))
  return app
}

const synthesized = new Map<string, Record<string, Template>>()

/** The templates of all stacks, by the name of the stack; synthesized once for each configuration. */
export function synthesize(headgate: unknown): Record<string, Template> {
  const key = JSON.stringify(headgate)
  const templates = synthesized.get(key) ?? templatesOf(makeApp(headgate))
  synthesized.set(key, templates)
  return templates
}

function templatesOf(app: App): Record<string, Template> {
  const stacks = app.node.children.filter(Stack.isStack)
  return Object.fromEntries(stacks.map((stack) => [stack.stackName, Template.fromStack(stack)]))
}

/** One of them, with the name of the missing one when there is none. */
export function templateOf(headgate: unknown, stackName: string): Template {
  const template = synthesize(headgate)[stackName]
  if (!template) throw new Error(`no stack is called ${stackName}`)
  return template
}

export const STANDARD = 'test/lib/standard.json'

export const DEV = {
  region: 'us-east-1',
  size: 'dev',
  cells: [{ name: 'one', size: 'dev' }],
} as const
