import { expect } from '@jest/globals'

/** What a route that changes something leaves on the trail, or why it leaves no `before` and `after`. */
export type AuditedRow =
  | {
      readonly before?: object
      readonly after?: object
      /** The one event that is meant, of a request that leaves several. */
      readonly action?: string
    }
  | { readonly because: string }

const time = expect.stringMatching(/^\d{4}-\d\d-\d\dT[\d:.]+Z$/)
const id = expect.stringMatching(/^crd_[a-z0-9]{20}$/)

const A_SECRET = 'What changed is a password.'
const NOTHING = 'Nothing changes.'
const OUTSIDE = 'Records and offsets are kept by the cluster alone.'
const A_MESSAGE = 'A message is sent; the webhook stays as it is.'

const ofOwnTopic = { partitions: 1, retentionMs: 86_400_000, cleanupPolicy: 'delete' }
const ofOwnHook = { url: 'https://hooks.example.com', events: ['*'], enabled: true }
const ofOwnCluster = {
  name: expect.stringMatching(/^c-/),
  state: 'preparing',
  access: 'vpc',
  bootstrapServers: 'localhost:9092',
  admin: 'scram',
  replicationFactor: 3,
  dedicated: false,
  users: 999,
  partitionReplicas: 3_000,
  bytesPerSecond: 100_000_000,
  accessBindings: 20_000,
}

/** By operation; every route that is no GET has a row. */
export const AUDITED: Readonly<Record<string, AuditedRow>> = {
  signUp: { because: 'There is no account yet.' },
  confirmSignUp: { after: { name: 'Bea' } },
  openSession: { because: NOTHING },
  refreshSession: { because: NOTHING },
  endSession: { because: 'Sessions are known to whoever issues them.' },
  changePassword: { because: A_SECRET },
  requestPasswordReset: { because: NOTHING },
  resetPassword: { because: A_SECRET },
  changeAccount: { before: { name: 'Acme' }, after: { name: 'Acme Corporation' } },
  deleteAccount: { before: { name: 'Acme' }, action: 'account.delete' },
  createToken: { after: { name: 'ci', role: 'developer' } },
  revokeToken: { before: { name: 'ci', role: 'viewer' } },
  inviteMember: { after: { role: 'developer', state: 'invited', invitedUntil: time } },
  acceptInvitation: {
    before: { state: 'invited', invitedUntil: time },
    after: { state: 'member', invitedUntil: null },
  },
  changeMember: { before: { role: 'viewer' }, after: { role: 'developer' } },
  removeMember: { before: { role: 'viewer', state: 'invited', invitedUntil: time } },
  claimOperator: { after: { name: 'Ann' } },
  addOperator: { after: { name: 'Ben' } },
  removeOperator: { before: { name: expect.stringMatching(/^acc_/) } },
  createTenant: {
    after: {
      name: 'orders',
      plan: 'basic-0',
      deletionProtection: false,
      topics: ['orders'],
      credentials: [id],
    },
  },
  changeTenant: {
    before: { plan: 'basic-0', deletionProtection: false },
    after: { plan: 'basic-1', deletionProtection: true },
  },
  // It stays for a week, so what changed is a hold.
  deleteTenant: {
    before: { holds: [], purgeAt: null },
    after: { holds: ['deletion'], purgeAt: time },
  },
  restoreTenant: {
    before: { holds: ['deletion'], purgeAt: time },
    after: { holds: [], purgeAt: null },
  },
  retryTenant: { before: { failed: ['clicks'] }, after: { failed: [] } },
  suspendTenant: { before: { holds: [] }, after: { holds: ['operator'] } },
  resumeTenant: { before: { holds: ['operator'] }, after: { holds: [] } },
  createTopic: { after: { partitions: 3, retentionMs: 86_400_000, cleanupPolicy: 'delete' } },
  changeTopic: {
    before: { partitions: 1, retentionMs: 86_400_000 },
    after: { partitions: 6, retentionMs: 172_800_000 },
  },
  deleteTopic: { before: ofOwnTopic },
  createCredential: { after: { role: 'consume', topics: ['orders', 'invoices-*'] } },
  changeCredential: { before: { rotateEveryDays: null }, after: { rotateEveryDays: 90 } },
  rotateCredential: { after: { role: 'readwrite', replaces: id, graceSeconds: 3_600 } },
  revokeCredential: { before: { role: 'readwrite' } },
  createWebhook: { after: { ...ofOwnHook, events: ['tenant.*'] } },
  changeWebhook: { before: { events: ['*'] }, after: { events: ['credential.*', 'limit.*'] } },
  deleteWebhook: { before: ofOwnHook },
  rotateWebhookSecret: { before: { formerSecretUntil: null }, after: { formerSecretUntil: time } },
  testWebhook: { because: A_MESSAGE },
  replayWebhookDelivery: { because: A_MESSAGE },
  changeBudget: { before: { monthlyMicros: null }, after: { monthlyMicros: 100_000_000 } },
  changeBilling: { before: { paymentCustomer: null }, after: { paymentCustomer: 'cus_123' } },
  addCredit: { after: { amountMicros: 5_000_000, reason: 'Sorry for the outage' } },
  verifyInvoice: { because: NOTHING },
  registerCluster: {
    after: {
      ...ofOwnCluster,
      name: 'east-2',
      bootstrapServers: 'b-1.kafka.example.com:9096,b-2.kafka.example.com:9096',
    },
  },
  changeCluster: {
    before: { state: 'preparing', users: 999 },
    after: { state: 'cordoned', users: 500 },
  },
  removeCluster: { before: ofOwnCluster },
  silenceFinding: {
    before: { state: 'open', until: null, reason: null },
    after: { state: 'silenced', until: time, reason: 'Agreed with the customer' },
  },
  unsilenceFinding: {
    before: { state: 'silenced', until: time, reason: 'Agreed.' },
    after: { state: 'open', until: null, reason: null },
  },
  resetOffsets: { because: OUTSIDE },
  deleteConsumerGroup: { because: OUTSIDE },
  produceRecords: { because: OUTSIDE },
}
