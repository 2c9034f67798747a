import { insideCluster } from './cluster-arns.ts'
import type { Permission } from './function-role.ts'

export interface CellArns {
  readonly clusterArn: string
  /** Of the configurations that the cluster may be on. */
  readonly configurationArn: string
}

/** What settling a cell does to a cluster of Amazon MSK and inside it. */
export function administerCell({ clusterArn, configurationArn }: CellArns): readonly Permission[] {
  return [
    {
      actions: kafka(
        'BatchAssociateScramSecret',
        'BatchDisassociateScramSecret',
        'DescribeClusterV2',
        'GetBootstrapBrokers',
        'ListScramSecrets',
      ),
      resources: [clusterArn],
    },
    {
      actions: kafka('UpdateClusterConfiguration'),
      resources: [clusterArn, configurationArn],
      whyAny: CONFIGURATION,
    },
    {
      actions: kafka(
        'DescribeConfiguration',
        'DescribeConfigurationRevision',
        'UpdateConfiguration',
      ),
      resources: [configurationArn],
      whyAny: CONFIGURATION,
    },
    {
      actions: inside(
        'Connect',
        'AlterCluster',
        'AlterClusterDynamicConfiguration',
        'DescribeCluster',
        'DescribeClusterDynamicConfiguration',
      ),
      resources: [clusterArn],
    },
    {
      actions: inside(
        'AlterTopic',
        'AlterTopicDynamicConfiguration',
        'CreateTopic',
        'DeleteTopic',
        'DescribeTopic',
        'DescribeTopicDynamicConfiguration',
      ),
      resources: [insideCluster(clusterArn, 'topic')],
      whyAny: TOPICS,
    },
  ]
}

/** What looking at a cell needs: where its brokers are, and the sizes of topics. */
export function lookAtCell(clusterArn: string): readonly Permission[] {
  return [
    {
      actions: [...kafka('GetBootstrapBrokers'), ...inside('Connect', 'DescribeCluster')],
      resources: [clusterArn],
    },
    {
      actions: inside('DescribeTopic'),
      resources: [insideCluster(clusterArn, 'topic')],
      whyAny: TOPICS,
    },
  ]
}

/** Changes what users may use of the brokers, beside looking at them. */
export function setQuotas(clusterArn: string): readonly Permission[] {
  return [
    {
      actions: inside('AlterClusterDynamicConfiguration', 'DescribeClusterDynamicConfiguration'),
      resources: [clusterArn],
    },
  ]
}

/** What looking for drift needs beside: all that is there, and to take away what is too much. */
export function sweepCell(clusterArn: string): readonly Permission[] {
  return [
    ...lookAtCell(clusterArn),
    {
      actions: [
        ...kafka('BatchDisassociateScramSecret', 'DescribeClusterV2', 'ListScramSecrets'),
        ...inside(
          'AlterCluster',
          'AlterClusterDynamicConfiguration',
          'DescribeClusterDynamicConfiguration',
        ),
      ],
      resources: [clusterArn],
    },
    {
      actions: inside(
        'AlterTopicDynamicConfiguration',
        'DeleteTopic',
        'DescribeTopicDynamicConfiguration',
      ),
      resources: [insideCluster(clusterArn, 'topic')],
      whyAny: TOPICS,
    },
    {
      // Beside `DescribeCluster`, which shows all groups: to find the broker of each, and to delete it.
      actions: inside('DeleteGroup', 'DescribeGroup'),
      resources: [insideCluster(clusterArn, 'group')],
      whyAny: GROUPS,
    },
  ]
}

function kafka(...actions: readonly string[]): readonly string[] {
  return actions.map((action) => `kafka:${action}`)
}

/** The Kafka protocol at the IAM listener. ACLs do not hold there, so these lists are the only bound. */
function inside(...actions: readonly string[]): readonly string[] {
  return actions.map((action) => `kafka-cluster:${action}`)
}

const CONFIGURATION = 'Amazon MSK adds an id to the name of a configuration.'
const TOPICS = 'Tenants name the topics of a cluster.'
const GROUPS = 'Tenants name the consumer groups of a cluster.'
