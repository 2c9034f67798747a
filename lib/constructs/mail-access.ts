import { Stack } from 'aws-cdk-lib'
import type { Construct } from 'constructs'
import type { Permission } from './function-role.ts'

/**
 * Mail from one address alone. Amazon SES has verified either that address or its domain, and looks for the right to
 * send at the one it has.
 */
export function sendMail(scope: Construct, from: string): readonly Permission[] {
  const identities = [from, from.slice(from.indexOf('@') + 1)]
  const arns = identities.map((resourceName) =>
    Stack.of(scope).formatArn({ service: 'ses', resource: 'identity', resourceName }),
  )
  return [
    {
      actions: ['ses:SendEmail'],
      resources: arns,
      conditions: { StringEquals: { 'ses:FromAddress': from } },
    },
  ]
}
