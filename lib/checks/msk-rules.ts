import { type CfnResource, Stack } from 'aws-cdk-lib'
import { CfnCluster, CfnConfiguration } from 'aws-cdk-lib/aws-msk'
import { NagMessageLevel, NagPack, NagRuleCompliance } from 'cdk-nag'
import * as z from 'zod'

const on = z.object({ enabled: z.literal(true) })
const off = z.object({ enabled: z.literal(false) })

interface Rule {
  readonly suffix: string
  /** What a cluster must show; a value known only at deployment does not show it. */
  readonly shape: z.ZodType
  readonly info: string
  readonly explanation: string
}

const CLUSTER_RULES: readonly Rule[] = [
  {
    suffix: 'Authentication',
    shape: z.object({
      clientAuthentication: z.object({
        sasl: z.object({ scram: on, iam: on }),
        tls: off,
        unauthenticated: off,
      }),
    }),
    info: 'The cluster does not authenticate by SCRAM and IAM alone.',
    explanation:
      'Without a name there are no ACLs and no quotas; a certificate is no credential here.',
  },
  {
    suffix: 'TlsOnly',
    shape: z.object({
      encryptionInfo: z.object({
        encryptionInTransit: z.object({
          clientBroker: z.literal('TLS'),
          inCluster: z.literal(true),
        }),
      }),
    }),
    info: 'The cluster has a listener without TLS.',
    explanation: 'Passwords and records of tenants would be readable on the way.',
  },
  {
    suffix: 'CustomerKey',
    shape: z.object({
      encryptionInfo: z.object({
        encryptionAtRest: z.object({ dataVolumeKmsKeyId: z.unknown().refine((id) => Boolean(id)) }),
      }),
    }),
    info: "The brokers' volumes are not under a customer key.",
    explanation: "AWS's own key cannot be withdrawn and its use is not recorded in this account.",
  },
  {
    suffix: 'NoPublicAccess',
    shape: z.object({
      brokerNodeGroupInfo: z.object({
        connectivityInfo: z.object({ publicAccess: z.object({ type: z.literal('DISABLED') }) }),
      }),
    }),
    info: 'The brokers may be reached from the internet.',
    explanation:
      'A cell is public by explicit configuration only, once a user without ACLs was refused.',
  },
]

const CONFIGURATION_RULES: readonly Rule[] = [
  {
    suffix: 'AclDefault',
    shape: z.object({
      serverProperties: z
        .string()
        .refine((text) => !text.includes('allow.everyone.if.no.acl.found')),
    }),
    info: 'The template sets what happens where there is no ACL.',
    explanation:
      'Settling does, once the brokers have ACLs of their own; a template would undo it.',
  },
  {
    suffix: 'NoAutoCreate',
    shape: z.object({
      serverProperties: z.string().regex(/^auto\.create\.topics\.enable=false$/m),
    }),
    info: 'Clients may create topics by naming them.',
    explanation: 'Topics count against a plan: only the control plane makes them.',
  },
]

/** What cdk-nag has no rules for: a cell as tenants may share it. */
export class MskRules extends NagPack {
  override readonly name = 'HeadgateMsk'
  protected override packName = 'HeadgateMsk'

  protected override checkResource(node: CfnResource): void {
    const shown: unknown = Stack.of(node).resolve(shownBy(node))
    for (const { suffix, shape, ...texts } of rulesFor(node)) {
      const holds = shape.safeParse(shown).success
      this.applyRule({
        ruleSuffixOverride: suffix,
        ...texts,
        level: NagMessageLevel.ERROR,
        node,
        rule: () => (holds ? NagRuleCompliance.COMPLIANT : NagRuleCompliance.NON_COMPLIANT),
      })
    }
  }
}

function rulesFor(node: CfnResource): readonly Rule[] {
  if (node instanceof CfnCluster) return CLUSTER_RULES
  return node instanceof CfnConfiguration ? CONFIGURATION_RULES : []
}

function shownBy(node: CfnResource): object {
  if (node instanceof CfnCluster) {
    const { clientAuthentication, encryptionInfo, brokerNodeGroupInfo } = node
    return { clientAuthentication, encryptionInfo, brokerNodeGroupInfo }
  }
  return node instanceof CfnConfiguration ? { serverProperties: node.serverProperties } : {}
}
