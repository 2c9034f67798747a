import { readFileSync } from 'node:fs'
import type { Node } from 'constructs'
import type * as z from 'zod'
import { type Configuration, configurationSchema } from './configuration.ts'
import { findContradictions } from './find-contradictions.ts'

/** What is wrong with the configuration: one sentence a fault, for people to read without a stack trace. */
export class ConfigurationError extends Error {
  constructor(source: string, faults: readonly string[]) {
    super(faults.map((fault) => `${source}: ${fault}.`).join('\n'))
    this.name = 'ConfigurationError'
  }
}

/**
 * The validated configuration from the context of the CDK app: the object `headgate` of cdk.json, or that of the JSON
 * file which the command line names (`-c headgate=production.json`).
 * @throws ConfigurationError before any construct exists
 */
export function readConfiguration(node: Node): Configuration {
  const context: unknown = node.tryGetContext('headgate')
  if (typeof context === 'string') return parseConfiguration(context, readJson(context))
  return parseConfiguration('cdk.json, headgate', context ?? {})
}

function parseConfiguration(source: string, raw: unknown): Configuration {
  const parsed = configurationSchema.safeParse(raw)
  if (!parsed.success) {
    throw new ConfigurationError(source, parsed.error.issues.flatMap(sayIssue))
  }
  const contradictions = findContradictions(parsed.data)
  if (contradictions.length > 0) throw new ConfigurationError(source, contradictions)
  return parsed.data
}

function readJson(path: string): unknown {
  try {
    return JSON.parse(readFileSync(path, 'utf8'))
  } catch (cause) {
    const reason = cause instanceof SyntaxError ? 'is not JSON' : 'cannot be read'
    throw new ConfigurationError(path, [`the file ${reason}`])
  }
}

type Issue = z.core.$ZodIssue

function sayIssue(issue: Issue): readonly string[] {
  if (issue.code === 'invalid_union' && issue.errors.length > 1) {
    return likeliest(issue.errors).flatMap((inner) =>
      sayIssue({ ...inner, path: [...issue.path, ...inner.path] }),
    )
  }
  const path = issue.path.join('.')
  if (issue.code !== 'unrecognized_keys') return [`${path} ${issue.message}`]
  return issue.keys.map((key) => `${[...issue.path, key].join('.')} is not a setting`)
}

/** Of the forms that a value may have, the one that was meant: the one with the fewest faults. */
function likeliest(forms: readonly (readonly Issue[])[]): readonly Issue[] {
  return forms.reduce((best, form) => (form.length < best.length ? form : best))
}
