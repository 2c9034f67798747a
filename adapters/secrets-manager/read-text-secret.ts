import { GetSecretValueCommand, type SecretsManagerClient } from '@aws-sdk/client-secrets-manager'
import { ServiceError } from '../../core/kernel/service-error.ts'
import { toServiceError } from './secrets-errors.ts'

/** Less would not be a key: 32 characters of [A-Za-z0-9] have 190 bits. */
const CHARACTERS_MIN = 32

/** A key of the installation itself (pepper, operator token), read once when a function starts. */
export async function readTextSecret(
  client: SecretsManagerClient,
  secretArn: string,
): Promise<string> {
  const { SecretString: text } = await client
    .send(new GetSecretValueCommand({ SecretId: secretArn }))
    .catch((error: unknown) => {
      throw toServiceError(error)
    })
  if (text === undefined || text.length < CHARACTERS_MIN) {
    throw new ServiceError('internal', `The secret has fewer than ${CHARACTERS_MIN} characters.`)
  }
  return text
}
