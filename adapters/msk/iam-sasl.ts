import { generateAuthToken } from 'aws-msk-iam-sasl-signer-js'

/**
 * Logs in at the IAM listener as the function's role: a signed address stands for the password, made anew for every
 * connection (https://github.com/aws/aws-msk-iam-sasl-signer-js). ACLs do not hold for IAM identities; its policy does.
 */
export function iamSasl(region: string): {
  readonly mechanism: 'OAUTHBEARER'
  readonly token: () => Promise<string>
} {
  return {
    mechanism: 'OAUTHBEARER',
    token: async () => (await generateAuthToken({ region })).token,
  }
}
