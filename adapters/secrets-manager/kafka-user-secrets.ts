import {
  CreateSecretCommand,
  DeleteSecretCommand,
  GetSecretValueCommand,
  type SecretsManagerClient,
} from '@aws-sdk/client-secrets-manager'
import * as z from 'zod'
import type { Secret } from '../../core/credential/credential-ports.ts'
import { ServiceError } from '../../core/kernel/service-error.ts'
import { hasName, isMissing, toServiceError } from './secrets-errors.ts'

export interface StoredSecretsOptions {
  readonly client: SecretsManagerClient
  /** Of the deployment; part of every name, so that two deployments in one account do not meet. */
  readonly deployment: string
}

export interface KafkaUserSecretsOptions extends StoredSecretsOptions {
  /** Symmetric and customer-managed: Amazon MSK takes no secret under the provider's own key. */
  readonly keyArn: string
}

/** A password, and the ARN that Amazon MSK wants to be told. */
export interface StoredSecret extends Secret {
  readonly arn: string
}

/** What Amazon MSK reads: https://docs.aws.amazon.com/msk/latest/developerguide/msk-password-tutorial.html */
const valueSchema = z.object({ username: z.string(), password: z.string() })

/** The beginning is Amazon MSK's demand. User names hold [a-z0-9_-] alone, all of which a secret's name may. */
export function secretNameOf(deployment: string, username: string): string {
  return `AmazonMSK_${deployment}_${username}`
}

export async function readSecret(
  { client, deployment }: StoredSecretsOptions,
  username: string,
): Promise<StoredSecret | undefined> {
  try {
    const SecretId = secretNameOf(deployment, username)
    const { ARN, SecretString } = await client.send(new GetSecretValueCommand({ SecretId }))
    return { arn: ARN ?? '', ...parseValue(SecretString) }
  } catch (error) {
    if (isMissing(error)) return undefined
    throw toServiceError(error)
  }
}

/** False when there is one of that name. An answer that was lost is asked for again under the same client token. */
export async function createSecret(
  { client, deployment, keyArn }: KafkaUserSecretsOptions,
  { username, password }: Secret,
): Promise<boolean> {
  try {
    await client.send(
      new CreateSecretCommand({
        Name: secretNameOf(deployment, username),
        Description: 'Password of a Kafka user, made and deleted by Headgate',
        KmsKeyId: keyArn,
        SecretString: JSON.stringify({ username, password }),
        Tags: [{ Key: 'headgate', Value: deployment }],
      }),
    )
    return true
  } catch (error) {
    if (hasName(error, 'ResourceExistsException')) return false
    throw toServiceError(error)
  }
}

/** At once and for good: user names are never used twice, and a deleted tenant's password is nobody's any more. */
export async function deleteSecret(
  { client, deployment }: StoredSecretsOptions,
  username: string,
): Promise<void> {
  const SecretId = secretNameOf(deployment, username)
  try {
    await client.send(new DeleteSecretCommand({ SecretId, ForceDeleteWithoutRecovery: true }))
  } catch (error) {
    if (!isMissing(error)) throw toServiceError(error)
  }
}

/** The text may be a password, so nothing of it goes into the error. */
function parseValue(text: string | undefined): Secret {
  try {
    return valueSchema.parse(JSON.parse(text ?? ''))
  } catch {
    throw new ServiceError('internal', 'A stored secret is not of the form that was written.')
  }
}
