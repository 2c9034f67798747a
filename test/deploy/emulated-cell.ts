import {
  CreateClusterV2Command,
  CreateConfigurationCommand,
  type KafkaClient,
} from '@aws-sdk/client-kafka'
import type { Emulator } from './start-emulator.ts'

/** A cluster as lib/constructs/kafka-cluster.ts makes it, without the template. */
export interface EmulatedCell {
  readonly clusterArn: string
  readonly configurationArn: string
}

export const SERVER_PROPERTIES = 'auto.create.topics.enable=false\nconnections.max.idle.ms=10000'

let cells = 0

export async function createCell(client: KafkaClient): Promise<EmulatedCell> {
  cells += 1
  const name = `headgate-cell-${cells}`
  const configuration = await client.send(
    new CreateConfigurationCommand({
      Name: name,
      ServerProperties: new TextEncoder().encode(SERVER_PROPERTIES),
    }),
  )
  const configurationArn = configuration.Arn ?? ''
  const cluster = await client.send(
    new CreateClusterV2Command({
      ClusterName: name,
      Provisioned: {
        KafkaVersion: '3.9.x.kraft',
        NumberOfBrokerNodes: 1,
        BrokerNodeGroupInfo: { ClientSubnets: ['subnet-1'], InstanceType: 'kafka.t3.small' },
        ClientAuthentication: {
          Sasl: { Scram: { Enabled: true }, Iam: { Enabled: true } },
          Unauthenticated: { Enabled: false },
        },
        EncryptionInfo: { EncryptionInTransit: { ClientBroker: 'TLS', InCluster: true } },
        ConfigurationInfo: { Arn: configurationArn, Revision: 1 },
      },
    }),
  )
  return { clusterArn: cluster.ClusterArn ?? '', configurationArn }
}

/** A symmetric key of the customer's own: all that Amazon MSK takes secrets under. */
export async function createKey({ endpoint, region }: Emulator): Promise<string> {
  const scope = `headgate/20260101/${region}/kms/aws4_request`
  const response = await fetch(endpoint, {
    method: 'POST',
    headers: {
      authorization: `AWS4-HMAC-SHA256 Credential=${scope}, SignedHeaders=host, Signature=0`,
      'content-type': 'application/x-amz-json-1.1',
      'x-amz-target': 'TrentService.CreateKey',
    },
    body: '{}',
  })
  const { KeyMetadata } = (await response.json()) as { KeyMetadata: { Arn: string } }
  return KeyMetadata.Arn
}
