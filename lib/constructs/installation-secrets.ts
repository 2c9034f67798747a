import type { IKey } from 'aws-cdk-lib/aws-kms'
import { Secret } from 'aws-cdk-lib/aws-secretsmanager'
import { Construct } from 'constructs'
import type { DeploymentSize } from '../config/deployment-sizes.ts'
import { acceptFindings } from './accept-findings.ts'
import { removalOf } from './removal.ts'

interface InstallationSecretsProps {
  readonly key: IKey
  readonly size: DeploymentSize
}

/** 64 of [A-Za-z0-9]: nothing to quote, and nothing to guess. */
const TEXT = {
  passwordLength: 64,
  excludeCharacters: '!"#$%&\'()*+,-./:;<=>?@[\\]^_`{|}~',
} as const

/**
 * Keys of the installation itself. They lie under the data key, not under that of Kafka users' passwords: the API
 * function reads them, and must be able to open no password.
 */
export class InstallationSecrets extends Construct {
  /** API tokens are derived under it: a new one ends every token there is. */
  readonly tokenPepper: Secret
  /** Whoever has it runs the installation. */
  readonly operatorToken: Secret

  constructor(scope: Construct, id: string, props: InstallationSecretsProps) {
    super(scope, id)
    this.tokenPepper = this.make('TokenPepper', 'Headgate: API tokens are derived under it', props)
    this.operatorToken = this.make('OperatorToken', "Headgate: the operator's API token", props)
    const byHand =
      'Changed by hand, as docs/operations.md says: a change by itself would log people out.'
    acceptFindings(this, { 'AwsSolutions-SMG4': byHand })
  }

  private make(id: string, description: string, { key, size }: InstallationSecretsProps): Secret {
    return new Secret(this, id, {
      description,
      encryptionKey: key,
      generateSecretString: TEXT,
      removalPolicy: removalOf(size),
    })
  }
}
