import { describe, it } from '@jest/globals'
import { Match } from 'aws-cdk-lib/assertions'
import { PASSWORD_CHARACTERS_MIN } from '../../../core/account/account-input.ts'
import { createTableInput, TTL_ATTRIBUTE } from '../../../adapters/dynamodb/table-schema.ts'
import { DEV, STANDARD, templateOf } from '../synthesize.ts'

const standard = templateOf(STANDARD, 'headgate-state')
const dev = templateOf(DEV, 'headgate-state')

describe('the table', () => {
  it('has the keys and indexes that the store adapter makes for itself', () => {
    const { AttributeDefinitions, KeySchema, GlobalSecondaryIndexes } = createTableInput('any')
    standard.hasResourceProperties('AWS::DynamoDB::GlobalTable', {
      KeySchema,
      GlobalSecondaryIndexes,
      AttributeDefinitions: Match.arrayWith(AttributeDefinitions ?? []),
    })
  })

  it('forgets what has expired', () => {
    standard.hasResourceProperties('AWS::DynamoDB::GlobalTable', {
      TimeToLiveSpecification: { AttributeName: TTL_ATTRIBUTE, Enabled: true },
    })
  })

  it('can be restored to any second of 35 days', () => {
    standard.hasResourceProperties('AWS::DynamoDB::GlobalTable', {
      Replicas: [
        Match.objectLike({
          PointInTimeRecoverySpecification: {
            PointInTimeRecoveryEnabled: true,
            RecoveryPeriodInDays: 35,
          },
        }),
      ],
    })
  })

  it('streams what was and what is', () => {
    standard.hasResourceProperties('AWS::DynamoDB::GlobalTable', {
      StreamSpecification: { StreamViewType: 'NEW_AND_OLD_IMAGES' },
    })
  })

  it('lies under our key', () => {
    standard.hasResourceProperties('AWS::DynamoDB::GlobalTable', {
      SSESpecification: { SSEEnabled: true, SSEType: 'KMS' },
      Replicas: [Match.objectLike({ SSESpecification: { KMSMasterKeyId: Match.anyValue() } })],
    })
  })

  it('is kept and cannot be deleted by hand, but in dev', () => {
    const replicas = (deletionProtection: boolean) => ({
      Replicas: [Match.objectLike({ DeletionProtectionEnabled: deletionProtection })],
    })
    standard.hasResource('AWS::DynamoDB::GlobalTable', {
      DeletionPolicy: 'Retain',
      UpdateReplacePolicy: 'Retain',
      Properties: replicas(true),
    })
    dev.hasResource('AWS::DynamoDB::GlobalTable', {
      DeletionPolicy: 'Delete',
      Properties: replicas(false),
    })
  })
})

describe('the sign-in pool', () => {
  it('lets people sign up, with a second factor if they like', () => {
    standard.hasResourceProperties('AWS::Cognito::UserPool', {
      AdminCreateUserConfig: { AllowAdminCreateUserOnly: false },
      MfaConfiguration: 'OPTIONAL',
      EnabledMfas: ['SOFTWARE_TOKEN_MFA'],
      DeletionProtection: 'ACTIVE',
    })
    standard.hasResource('AWS::Cognito::UserPool', { DeletionPolicy: 'Retain' })
  })

  it('takes the passwords that the core takes', () => {
    standard.hasResourceProperties('AWS::Cognito::UserPool', {
      Policies: {
        PasswordPolicy: {
          MinimumLength: PASSWORD_CHARACTERS_MIN,
          RequireLowercase: false,
          RequireUppercase: false,
          RequireNumbers: false,
          RequireSymbols: false,
          TemporaryPasswordValidityDays: 3,
        },
      },
    })
  })

  it('does not tell whether an e-mail is known', () => {
    standard.hasResourceProperties('AWS::Cognito::UserPoolClient', {
      PreventUserExistenceErrors: 'ENABLED',
      AllowedOAuthFlowsUserPoolClient: false,
    })
  })

  it('sends by Amazon SES once a sender is named', () => {
    standard.hasResourceProperties('AWS::Cognito::UserPool', {
      EmailConfiguration: Match.objectLike({
        EmailSendingAccount: 'DEVELOPER',
        From: 'kafka@example.com',
      }),
    })
  })
})

describe('the audit bucket', () => {
  it('keeps every version for a year at least, whoever wants it gone', () => {
    standard.hasResource('AWS::S3::Bucket', {
      DeletionPolicy: 'Retain',
      Properties: {
        VersioningConfiguration: { Status: 'Enabled' },
        ObjectLockEnabled: true,
        ObjectLockConfiguration: {
          Rule: { DefaultRetention: { Mode: 'GOVERNANCE', Days: 365 } },
        },
      },
    })
  })

  it('is closed to the public and to connections without TLS', () => {
    standard.hasResourceProperties('AWS::S3::Bucket', {
      PublicAccessBlockConfiguration: {
        BlockPublicAcls: true,
        BlockPublicPolicy: true,
        IgnorePublicAcls: true,
        RestrictPublicBuckets: true,
      },
    })
    standard.hasResourceProperties('AWS::S3::BucketPolicy', {
      PolicyDocument: {
        Statement: Match.arrayWith([
          Match.objectLike({
            Effect: 'Deny',
            Condition: { Bool: { 'aws:SecureTransport': 'false' } },
          }),
        ]),
      },
    })
  })
})
