import { Duration } from 'aws-cdk-lib'
import {
  AccountRecovery,
  Mfa,
  UserPool,
  type UserPoolClient,
  UserPoolEmail,
} from 'aws-cdk-lib/aws-cognito'
import { Construct } from 'constructs'
import type { DeploymentSize } from '../config/deployment-sizes.ts'
import { acceptFindings } from './accept-findings.ts'
import { removalOf } from './removal.ts'

interface SignInPoolProps {
  readonly size: DeploymentSize
  /** Verified in Amazon SES; without one, Cognito sends from its own address, 50 mails a day. */
  readonly mailFrom?: string
}

/** Who people are: e-mail and password, confirmed by a code; a second factor for those who want one. */
export class SignInPool extends Construct {
  readonly pool: UserPool
  readonly client: UserPoolClient

  constructor(scope: Construct, id: string, { size, mailFrom }: SignInPoolProps) {
    super(scope, id)
    this.pool = new UserPool(this, 'Pool', {
      selfSignUpEnabled: true,
      signInAliases: { email: true },
      signInCaseSensitive: false,
      autoVerify: { email: true },
      keepOriginal: { email: true },
      // The rule of core/account/account-input.ts: a password good on one machine is good here, too.
      passwordPolicy: {
        minLength: 12,
        requireLowercase: false,
        requireUppercase: false,
        requireDigits: false,
        requireSymbols: false,
        tempPasswordValidity: Duration.days(3),
      },
      mfa: Mfa.OPTIONAL,
      mfaSecondFactor: { otp: true, sms: false },
      accountRecovery: AccountRecovery.EMAIL_ONLY,
      deletionProtection: size.keepsData,
      removalPolicy: removalOf(size),
      ...(mailFrom === undefined ? {} : { email: UserPoolEmail.withSES({ fromEmail: mailFrom }) }),
    })
    this.client = this.addClient()
    acceptFindings(this.pool, {
      'AwsSolutions-COG1':
        'Length is the strength: 12 characters of any kind, as NIST SP 800-63B has it.',
      'AwsSolutions-COG2': 'A second factor is offered, not forced: sign-up must not need a phone.',
      'AwsSolutions-COG3': 'Threat protection takes the plus plan, which is paid for by the user.',
      'AwsSolutions-COG8':
        'The plus plan is paid for by the user; codes and log-ins are limited by us.',
    })
  }

  /** For our identity function alone, which logs people in on their behalf: no hosted page, no OAuth, no secret (docs/adr/0009-no-client-secret.md). */
  private addClient(): UserPoolClient {
    return this.pool.addClient('Client', {
      authFlows: { adminUserPassword: true },
      disableOAuth: true,
      preventUserExistenceErrors: true,
      enableTokenRevocation: true,
      accessTokenValidity: Duration.hours(1),
      idTokenValidity: Duration.hours(1),
      refreshTokenValidity: Duration.days(30),
      // A refresh token works once: a stolen one shows when its owner's no longer does.
      refreshTokenRotationGracePeriod: Duration.seconds(0),
    })
  }
}
