import type { ConsumerGroup, DescribedGroup } from '../../../core/consumer-group/consumer-group.ts'
import { connectionText } from '../connection/connection-text.ts'
import { consumerGroupView, describedGroupView, resetView } from '../views/consumer-group-view.ts'
import { recordPageView, writtenView } from '../views/record-view.ts'
import { at, IDS, pageOf } from './example-ids.ts'
import { TENANT, TOPIC } from './example-tenant.ts'
import { CLUSTER } from './operator-answers.ts'

const SECRET = {
  username: `${IDS.tenant}-1`,
  password: 'PasswordOfAnExampleThatOpensNothingAnywhere',
}

const GROUP: ConsumerGroup = {
  name: 'readers',
  kafkaName: `${IDS.tenant}.readers`,
  type: 'consumer',
  state: 'stable',
}

const MEMBER_ID = 'billing-1-c0a8d1f4-6b2e-4e3a-9a57-1d0e8f7b6c52'
const PLACE = { topic: TOPIC.name, partition: 0 }

const DESCRIBED: DescribedGroup = {
  ...GROUP,
  members: [
    {
      id: MEMBER_ID,
      clientId: 'billing-1',
      host: '/198.51.100.7',
      partitions: [{ kafkaName: `${IDS.tenant}.${TOPIC.name}`, partition: 0 }],
    },
  ],
  positions: [{ ...PLACE, committedOffset: 1_180, endOffset: 1_204, lag: 24, memberId: MEMBER_ID }],
}

const bytes = (text: string) => new TextEncoder().encode(text)

const RECORD = {
  partition: 0,
  offset: 1_203,
  timestamp: at('12T08:29:58'),
  key: bytes('order-7'),
  value: bytes('{"total":12}'),
  headers: [{ key: bytes('source'), value: bytes('curl') }],
}

/** What the routes that speak Kafka, and those that show how to, answer, by operation. */
export const dataAnswers = {
  getSecret: SECRET,
  getConnection: connectionText('properties', {
    tenant: TENANT,
    cluster: CLUSTER,
    secret: SECRET,
  }),
  listConsumerGroups: { ...pageOf(consumerGroupView(GROUP)), count: 43, limit: 200 },
  getConsumerGroup: describedGroupView(DESCRIBED, TENANT),
  resetOffsets: resetView([{ ...PLACE, from: 1_180, to: 0 }], false),
  peekRecords: {
    ...recordPageView({ records: [RECORD], unreadable: [] }, 'text'),
    nextCursor: pageOf().nextCursor,
  },
  produceRecords: writtenView([{ partition: 0, offset: 1_204 }]),
}
