// Made from the API's OpenAPI document by `npm run client:generate`: change the routes, not this file.

/** What each operation takes and answers with. */
export interface Operations {
  /** Become a member with the invitation from the mail. */
  readonly acceptInvitation: {
    readonly input: { readonly body: { readonly token: string; readonly password: string } }
    readonly answer: { readonly accountId: string; readonly memberId: string }
  }
  /** Give an account something back on its next invoices. */
  readonly addCredit: {
    readonly input: { readonly accountId: string; readonly body: { readonly amountMicros: number; readonly reason: string } }
    readonly answer: { readonly id: string; readonly accountId: string; readonly at: string; readonly amountMicros: number; readonly reason: string }
  }
  /** Add an operator; its token is shown in this answer. */
  readonly addOperator: {
    readonly input: { readonly body: { readonly name: string } }
    readonly answer: { readonly id: string; readonly token: string }
  }
  /** Rename the account. */
  readonly changeAccount: {
    readonly input: { readonly body: { readonly name: string } }
    readonly answer: { readonly id: string; readonly name: string; readonly createdAt: string }
  }
  /** Say who the account is at the payment service. */
  readonly changeBilling: {
    readonly input: { readonly accountId: string; readonly body: { readonly paymentCustomer: string | null } }
    readonly answer: { readonly accountId: string; readonly paymentCustomer: string | null }
  }
  /** Set the budget (null for none); with hardStop, tenants are read-only at 100 %. */
  readonly changeBudget: {
    readonly input: { readonly body: { readonly monthlyMicros: number | null; readonly hardStop?: boolean | undefined } }
    readonly answer: { readonly monthlyMicros: number | null; readonly hardStop: boolean; readonly period: string; readonly costMicros: number; readonly percent: number | null; readonly reachedPercent: number; readonly stopped: boolean }
  }
  /** Cordon, drain or reopen a cluster, change its capacity, cost, name or way in. */
  readonly changeCluster: {
    readonly input: { readonly clusterId: string; readonly body: { readonly name?: string | undefined; readonly state?: "ready" | "cordoned" | "draining" | undefined; readonly bootstrapServers?: string | undefined; readonly caPem?: string | null | undefined; readonly admin?: { readonly kind: "scram" | "plain"; readonly username: string; readonly password: string; readonly bootstrapServers?: string | undefined; readonly tls?: boolean | undefined } | { readonly kind: "iam"; readonly clusterArn: string } | undefined; readonly access?: "vpc" | "privatelink" | "public" | undefined; readonly capacity?: { readonly users?: number | undefined; readonly partitionReplicas?: number | undefined; readonly bytesPerSecond?: number | undefined; readonly accessBindings?: number | undefined } | undefined; readonly dedicated?: boolean | undefined; readonly metricsPort?: number | null | undefined; readonly monthlyCostMicros?: number | null | undefined } }
    readonly answer: { readonly id: string; readonly name: string; readonly state: "preparing" | "ready" | "cordoned" | "draining"; readonly reason?: string | undefined; readonly reachable: boolean; readonly unreachableSince?: string | undefined; readonly access: "vpc" | "privatelink" | "public"; readonly bootstrapServers: string; readonly caPem: string | null; readonly brokers: number; readonly replicationFactor: number; readonly dedicated: boolean; readonly tenants: number; readonly use: { readonly users: number; readonly partitionReplicas: number; readonly bytesPerSecond: number; readonly accessBindings: number }; readonly capacity: { readonly users: number; readonly partitionReplicas: number; readonly bytesPerSecond: number; readonly accessBindings: number }; readonly measured: { readonly at: string; readonly partitionReplicas: number; readonly bytesPerSecond: number } | null; readonly admin: { readonly kind: "scram" | "plain" | "iam"; readonly username?: string | undefined; readonly bootstrapServers?: string | undefined; readonly clusterArn?: string | undefined } | null; readonly metricsPort: number | null; readonly monthlyCostMicros: number | null; readonly generation: number; readonly createdAt: string }
  }
  /** Rotate it by itself at an age of some days, or (null) no more. */
  readonly changeCredential: {
    readonly input: { readonly tenantId: string; readonly credentialId: string; readonly body: { readonly rotateEveryDays: number | null } }
    readonly answer: { readonly id: string; readonly username: string; readonly role: "readwrite" | "produce" | "consume"; readonly topics: readonly string[]; readonly state: "provisioning" | "active" | "retiring" | "revoked" | "failed"; readonly error?: string | undefined; readonly reason?: string | undefined; readonly replaces?: string | undefined; readonly retiresAt?: string | undefined; readonly stillInUse?: boolean | undefined; readonly lastUsedAt?: string | undefined; readonly rotateEveryDays?: number | undefined; readonly operationId?: string | undefined; readonly createdAt: string }
  }
  /** Give a member another role; owners are changed by owners, and one stays. */
  readonly changeMember: {
    readonly input: { readonly memberId: string; readonly body: { readonly role: "owner" | "admin" | "developer" | "viewer" } }
    readonly answer: { readonly id: string; readonly email: string; readonly role: "owner" | "admin" | "developer" | "viewer"; readonly state: "invited" | "active"; readonly invitedUntil?: string | undefined; readonly createdAt: string }
  }
  /** Change one’s own password; ends every session and answers with a new one. */
  readonly changePassword: {
    readonly input: { readonly body: { readonly password: string; readonly newPassword: string } }
    readonly answer: { readonly accessToken: string; readonly refreshToken: string; readonly expiresIn: number }
  }
  /** Rename, change the plan, protect from deletion. */
  readonly changeTenant: {
    readonly input: { readonly tenantId: string; readonly body: { readonly name?: string | undefined; readonly plan?: "trial" | "basic-0" | "basic-1" | "basic-2" | "standard-0" | undefined; readonly deletionProtection?: boolean | undefined } }
    readonly answer: { readonly id: string; readonly name: string; readonly plan: string; readonly state: "provisioning" | "active" | "suspended" | "deleting" | "deleted" | "failed"; readonly reason?: string | undefined; readonly holds: readonly { readonly kind: "operator" | "storage" | "rate" | "budget" | "deletion"; readonly since: string; readonly until?: string | undefined }[]; readonly access: "none" | "read-only" | "full"; readonly deletionProtection: boolean; readonly prefix: string; readonly clusterId: string | null; readonly generation: number; readonly observedGeneration: number; readonly limits: { readonly produceBytesPerSecond: number; readonly consumeBytesPerSecond: number; readonly storageBytes: number; readonly partitionReplicas: number; readonly topics: number; readonly credentials: number; readonly consumerGroups: number; readonly retentionMaxMs: number; readonly requestPercentage: number; readonly maxBatchBytes: number; readonly topicChangesPerMinute: number }; readonly operationId?: string | undefined; readonly createdAt: string }
  }
  /** More partitions, another retention or clean-up policy. */
  readonly changeTopic: {
    readonly input: { readonly tenantId: string; readonly topicName: string; readonly body: { readonly partitions?: number | undefined; readonly retentionMs?: number | undefined; readonly cleanupPolicy?: "delete" | "compact" | "compact,delete" | undefined } }
    readonly answer: { readonly name: string; readonly kafkaName: string; readonly partitions: number; readonly retentionMs: number; readonly cleanupPolicy: "delete" | "compact" | "compact,delete"; readonly state: "provisioning" | "updating" | "active" | "deleting" | "failed"; readonly error?: string | undefined; readonly sizeBytes?: number | undefined; readonly operationId?: string | undefined; readonly createdAt: string }
  }
  /** Change its address or events, disable it, enable it again. */
  readonly changeWebhook: {
    readonly input: { readonly webhookId: string; readonly body: { readonly url?: string | undefined; readonly events?: readonly string[] | undefined; readonly enabled?: boolean | undefined } }
    readonly answer: { readonly id: string; readonly url: string; readonly events: readonly string[]; readonly enabled: boolean; readonly disabledBecause: "failing" | "gone" | null; readonly createdAt: string }
  }
  /** Become the first operator with the bootstrap secret, which works once. */
  readonly claimOperator: {
    readonly input: { readonly body: { readonly secret: string; readonly name: string } }
    readonly answer: { readonly id: string; readonly token: string }
  }
  /** Confirm the address with the code; opens the account. */
  readonly confirmSignUp: {
    readonly input: { readonly body: { readonly email: string; readonly code: string } }
    readonly answer: { readonly accountId: string; readonly operationId: string }
  }
  /** Make a credential: one more Kafka user. */
  readonly createCredential: {
    readonly input: { readonly tenantId: string; readonly body: { readonly role: "readwrite" | "produce" | "consume"; readonly topics?: readonly string[] | undefined; readonly rotateEveryDays?: number | undefined } }
    readonly answer: { readonly id: string; readonly username: string; readonly role: "readwrite" | "produce" | "consume"; readonly topics: readonly string[]; readonly state: "provisioning" | "active" | "retiring" | "revoked" | "failed"; readonly error?: string | undefined; readonly reason?: string | undefined; readonly replaces?: string | undefined; readonly retiresAt?: string | undefined; readonly stillInUse?: boolean | undefined; readonly lastUsedAt?: string | undefined; readonly rotateEveryDays?: number | undefined; readonly operationId?: string | undefined; readonly createdAt: string }
  }
  /** Make a tenant, with topics and a first credential. */
  readonly createTenant: {
    readonly input: { readonly body: { readonly name: string; readonly plan: "trial" | "basic-0" | "basic-1" | "basic-2" | "standard-0"; readonly topics?: readonly { readonly name: string; readonly partitions?: number | undefined; readonly retentionMs?: number | undefined; readonly cleanupPolicy?: "delete" | "compact" | "compact,delete" | undefined }[] | undefined } }
    readonly answer: { readonly id: string; readonly name: string; readonly plan: string; readonly state: "provisioning" | "active" | "suspended" | "deleting" | "deleted" | "failed"; readonly reason?: string | undefined; readonly holds: readonly { readonly kind: "operator" | "storage" | "rate" | "budget" | "deletion"; readonly since: string; readonly until?: string | undefined }[]; readonly access: "none" | "read-only" | "full"; readonly deletionProtection: boolean; readonly prefix: string; readonly clusterId: string | null; readonly generation: number; readonly observedGeneration: number; readonly limits: { readonly produceBytesPerSecond: number; readonly consumeBytesPerSecond: number; readonly storageBytes: number; readonly partitionReplicas: number; readonly topics: number; readonly credentials: number; readonly consumerGroups: number; readonly retentionMaxMs: number; readonly requestPercentage: number; readonly maxBatchBytes: number; readonly topicChangesPerMinute: number }; readonly operationId?: string | undefined; readonly createdAt: string }
  }
  /** Make an API token; its secret is shown in this answer. */
  readonly createToken: {
    readonly input: { readonly body: { readonly name: string; readonly role: "owner" | "admin" | "developer" | "viewer"; readonly expiresInSeconds?: number | undefined } }
    readonly answer: { readonly id: string; readonly token: string }
  }
  /** Make a topic. */
  readonly createTopic: {
    readonly input: { readonly tenantId: string; readonly body: { readonly name: string; readonly partitions?: number | undefined; readonly retentionMs?: number | undefined; readonly cleanupPolicy?: "delete" | "compact" | "compact,delete" | undefined } }
    readonly answer: { readonly name: string; readonly kafkaName: string; readonly partitions: number; readonly retentionMs: number; readonly cleanupPolicy: "delete" | "compact" | "compact,delete"; readonly state: "provisioning" | "updating" | "active" | "deleting" | "failed"; readonly error?: string | undefined; readonly sizeBytes?: number | undefined; readonly operationId?: string | undefined; readonly createdAt: string }
  }
  /** Have events sent to an address; the signing secret is shown in this answer. */
  readonly createWebhook: {
    readonly input: { readonly body: { readonly url: string; readonly events?: readonly string[] | undefined } }
    readonly answer: { readonly id: string; readonly url: string; readonly events: readonly string[]; readonly enabled: boolean; readonly disabledBecause: "failing" | "gone" | null; readonly createdAt: string; readonly secret: string }
  }
  /** Delete the account for good, once its tenants are gone; confirm is its name. Export it first. */
  readonly deleteAccount: {
    readonly input: { readonly query?: { readonly confirm?: string | number | undefined } | undefined }
    readonly answer: undefined
  }
  /** Delete a group without active members, with its offsets. */
  readonly deleteConsumerGroup: {
    readonly input: { readonly tenantId: string; readonly groupName: string }
    readonly answer: undefined
  }
  /** Cut a tenant off now, and remove it after a grace of 7 days or ?graceSeconds=. */
  readonly deleteTenant: {
    readonly input: { readonly tenantId: string; readonly query?: { readonly graceSeconds?: string | number | undefined } | undefined }
    readonly answer: { readonly id: string; readonly name: string; readonly plan: string; readonly state: "provisioning" | "active" | "suspended" | "deleting" | "deleted" | "failed"; readonly reason?: string | undefined; readonly holds: readonly { readonly kind: "operator" | "storage" | "rate" | "budget" | "deletion"; readonly since: string; readonly until?: string | undefined }[]; readonly access: "none" | "read-only" | "full"; readonly deletionProtection: boolean; readonly prefix: string; readonly clusterId: string | null; readonly generation: number; readonly observedGeneration: number; readonly limits: { readonly produceBytesPerSecond: number; readonly consumeBytesPerSecond: number; readonly storageBytes: number; readonly partitionReplicas: number; readonly topics: number; readonly credentials: number; readonly consumerGroups: number; readonly retentionMaxMs: number; readonly requestPercentage: number; readonly maxBatchBytes: number; readonly topicChangesPerMinute: number }; readonly operationId?: string | undefined; readonly createdAt: string }
  }
  /** Delete a topic with all its records. */
  readonly deleteTopic: {
    readonly input: { readonly tenantId: string; readonly topicName: string }
    readonly answer: { readonly name: string; readonly kafkaName: string; readonly partitions: number; readonly retentionMs: number; readonly cleanupPolicy: "delete" | "compact" | "compact,delete"; readonly state: "provisioning" | "updating" | "active" | "deleting" | "failed"; readonly error?: string | undefined; readonly sizeBytes?: number | undefined; readonly operationId?: string | undefined; readonly createdAt: string }
  }
  /** Delete a webhook; nothing more is sent to it. */
  readonly deleteWebhook: {
    readonly input: { readonly webhookId: string }
    readonly answer: undefined
  }
  /** Log out: the session’s access token and refresh token end now. */
  readonly endSession: {
    readonly input: {}
    readonly answer: undefined
  }
  /** Everything that the account has, record by record and without secrets; follow nextCursor to the end. */
  readonly exportAccount: {
    readonly input: { readonly query?: { readonly limit?: string | number | undefined; readonly cursor?: string | number | undefined } | undefined }
    readonly answer: { readonly items: readonly unknown[]; readonly nextCursor?: string | undefined }
  }
  /** An invoice, or the "draft", with every record it follows from, to recompute it without us. */
  readonly exportInvoice: {
    readonly input: { readonly invoiceId: string }
    readonly answer: Readonly<Record<string, unknown>>
  }
  /** The account that the token belongs to. */
  readonly getAccount: {
    readonly input: {}
    readonly answer: { readonly id: string; readonly name: string; readonly createdAt: string }
  }
  /** What each of the account’s tenants used and costs this month. */
  readonly getAccountUsage: {
    readonly input: { readonly query?: { readonly limit?: string | number | undefined; readonly cursor?: string | number | undefined } | undefined }
    readonly answer: { readonly items: readonly { readonly tenantId: string; readonly name: string; readonly period: string; readonly amounts: { readonly bytes_in: string; readonly bytes_out: string; readonly storage_byte_hours: string; readonly partition_hours: string }; readonly costMicros: number }[]; readonly nextCursor?: string | undefined }
  }
  /** What the account wants to spend a month, and what it spent so far. */
  readonly getBudget: {
    readonly input: {}
    readonly answer: { readonly monthlyMicros: number | null; readonly hardStop: boolean; readonly period: string; readonly costMicros: number; readonly percent: number | null; readonly reachedPercent: number; readonly stopped: boolean }
  }
  /** One cluster. */
  readonly getCluster: {
    readonly input: { readonly clusterId: string }
    readonly answer: { readonly id: string; readonly name: string; readonly state: "preparing" | "ready" | "cordoned" | "draining"; readonly reason?: string | undefined; readonly reachable: boolean; readonly unreachableSince?: string | undefined; readonly access: "vpc" | "privatelink" | "public"; readonly bootstrapServers: string; readonly caPem: string | null; readonly brokers: number; readonly replicationFactor: number; readonly dedicated: boolean; readonly tenants: number; readonly use: { readonly users: number; readonly partitionReplicas: number; readonly bytesPerSecond: number; readonly accessBindings: number }; readonly capacity: { readonly users: number; readonly partitionReplicas: number; readonly bytesPerSecond: number; readonly accessBindings: number }; readonly measured: { readonly at: string; readonly partitionReplicas: number; readonly bytesPerSecond: number } | null; readonly admin: { readonly kind: "scram" | "plain" | "iam"; readonly username?: string | undefined; readonly bootstrapServers?: string | undefined; readonly clusterArn?: string | undefined } | null; readonly metricsPort: number | null; readonly monthlyCostMicros: number | null; readonly generation: number; readonly createdAt: string }
  }
  /** A ready client configuration, password included. */
  readonly getConnection: {
    readonly input: { readonly tenantId: string; readonly query?: { readonly format?: "properties" | "env" | "librdkafka" | "kafkajs" | "python" | "spring" | undefined; readonly credential?: string | number | undefined } | undefined }
    readonly answer: string
  }
  /** One group: its members, and how far it is behind in each partition. */
  readonly getConsumerGroup: {
    readonly input: { readonly tenantId: string; readonly groupName: string }
    readonly answer: { readonly name: string; readonly kafkaName: string; readonly type: string; readonly state: string; readonly memberCount: number; readonly members: readonly { readonly id: string; readonly clientId: string; readonly host: string; readonly partitions: readonly { readonly topic: string; readonly partition: number }[] }[]; readonly lag: number; readonly partitionCount: number; readonly partitions: readonly { readonly topic: string; readonly partition: number; readonly committedOffset: number | null; readonly endOffset: number | null; readonly lag: number | null; readonly memberId: string | null }[] }
  }
  /** One credential, without its password. */
  readonly getCredential: {
    readonly input: { readonly tenantId: string; readonly credentialId: string }
    readonly answer: { readonly id: string; readonly username: string; readonly role: "readwrite" | "produce" | "consume"; readonly topics: readonly string[]; readonly state: "provisioning" | "active" | "retiring" | "revoked" | "failed"; readonly error?: string | undefined; readonly reason?: string | undefined; readonly replaces?: string | undefined; readonly retiresAt?: string | undefined; readonly stillInUse?: boolean | undefined; readonly lastUsedAt?: string | undefined; readonly rotateEveryDays?: number | undefined; readonly operationId?: string | undefined; readonly createdAt: string }
  }
  /** This page: the API’s reference, with commands that run as printed. */
  readonly getDocs: {
    readonly input: {}
    readonly answer: string
  }
  /** Whether the service and each of its parts is up. */
  readonly getHealth: {
    readonly input: {}
    readonly answer: { readonly status: "up" | "down"; readonly components: Readonly<Record<string, "up" | "down">> }
  }
  /** An invoice with its lines; "draft" is that of the running month. */
  readonly getInvoice: {
    readonly input: { readonly invoiceId: string }
    readonly answer: { readonly id: string; readonly number: number | null; readonly state: "draft" | "closed"; readonly period: string; readonly issuedAt: string | null; readonly currency: "USD"; readonly priceBookVersion: string; readonly totalMicros: number; readonly carriedMicros: number; readonly lines: readonly { readonly kind: "plan" | "usage" | "adjustment" | "credit"; readonly period: string; readonly tenantId: string | null; readonly item: string; readonly description: string; readonly quantity: string; readonly baseUnit: string; readonly unit: string; readonly price: { readonly micros: number; readonly per: string }; readonly amountMicros: number }[] }
  }
  /** The lines of an invoice as FOCUS 1.2 cost data (CSV). */
  readonly getInvoiceFocus: {
    readonly input: { readonly invoiceId: string }
    readonly answer: string
  }
  /** An invoice as a PDF document. */
  readonly getInvoicePdf: {
    readonly input: { readonly invoiceId: string }
    readonly answer: Uint8Array
  }
  /** The keys that access tokens are signed with (RFC 7517). */
  readonly getKeys: {
    readonly input: {}
    readonly answer: { readonly keys: readonly (Readonly<Record<string, unknown>>)[] }
  }
  /** This document. */
  readonly getOpenApi: {
    readonly input: {}
    readonly answer: Readonly<Record<string, unknown>>
  }
  /** How far an operation is; waits for its end if asked to. */
  readonly getOperation: {
    readonly input: { readonly operationId: string; readonly query?: { readonly waitSeconds?: string | number | undefined } | undefined }
    readonly answer: { readonly id: string; readonly resource: string; readonly state: "pending" | "done" | "failed"; readonly progress: readonly { readonly step: string; readonly state: "pending" | "done" }[]; readonly error?: string | undefined; readonly createdAt: string }
  }
  /** What a month brings in by cluster and plan, beside what clusters cost and counted. */
  readonly getRevenue: {
    readonly input: { readonly query?: { readonly period?: string | number | undefined } | undefined }
    readonly answer: { readonly period: string; readonly at: string | null; readonly plans: readonly { readonly clusterId: string | null; readonly plan: string; readonly tenants: number; readonly revenueMicros: number; readonly costMicros: number | null }[]; readonly clusters: readonly { readonly clusterId: string; readonly revenueMicros: number; readonly costMicros: number | null; readonly meters: readonly { readonly meter: "bytes_in" | "bytes_out" | "storage_byte_hours" | "partition_hours"; readonly tenants: string; readonly brokers: string | null; readonly unexplained: string | null }[] }[] }
  }
  /** User name and password of a credential. */
  readonly getSecret: {
    readonly input: { readonly tenantId: string; readonly credentialId: string }
    readonly answer: { readonly username: string; readonly password: string }
  }
  /** One tenant. */
  readonly getTenant: {
    readonly input: { readonly tenantId: string }
    readonly answer: { readonly id: string; readonly name: string; readonly plan: string; readonly state: "provisioning" | "active" | "suspended" | "deleting" | "deleted" | "failed"; readonly reason?: string | undefined; readonly holds: readonly { readonly kind: "operator" | "storage" | "rate" | "budget" | "deletion"; readonly since: string; readonly until?: string | undefined }[]; readonly access: "none" | "read-only" | "full"; readonly deletionProtection: boolean; readonly prefix: string; readonly clusterId: string | null; readonly generation: number; readonly observedGeneration: number; readonly limits: { readonly produceBytesPerSecond: number; readonly consumeBytesPerSecond: number; readonly storageBytes: number; readonly partitionReplicas: number; readonly topics: number; readonly credentials: number; readonly consumerGroups: number; readonly retentionMaxMs: number; readonly requestPercentage: number; readonly maxBatchBytes: number; readonly topicChangesPerMinute: number }; readonly operationId?: string | undefined; readonly createdAt: string }
  }
  /** One topic. */
  readonly getTopic: {
    readonly input: { readonly tenantId: string; readonly topicName: string }
    readonly answer: { readonly name: string; readonly kafkaName: string; readonly partitions: number; readonly retentionMs: number; readonly cleanupPolicy: "delete" | "compact" | "compact,delete"; readonly state: "provisioning" | "updating" | "active" | "deleting" | "failed"; readonly error?: string | undefined; readonly sizeBytes?: number | undefined; readonly operationId?: string | undefined; readonly createdAt: string }
  }
  /** What a tenant used in a month: amount, limit, percent and cost so far of each meter; how full it is, and when it will be. */
  readonly getUsage: {
    readonly input: { readonly tenantId: string; readonly query?: { readonly period?: string | number | undefined } | undefined }
    readonly answer: { readonly tenantId: string; readonly plan: string; readonly period: string; readonly from: string; readonly until: string; readonly priceBookVersion: string; readonly currency: "USD"; readonly meters: readonly { readonly meter: "bytes_in" | "bytes_out" | "storage_byte_hours" | "partition_hours"; readonly unit: string; readonly amount: string; readonly limit: string; readonly percent: string; readonly included: string | null; readonly costMicros: number; readonly incomplete: boolean }[]; readonly storage: { readonly bytes: string; readonly limit: string; readonly percent: string; readonly fullOn: string | null }; readonly planCostMicros: number; readonly totalCostMicros: number }
  }
  /** The same usage and cost as text for Prometheus. */
  readonly getUsageMetrics: {
    readonly input: { readonly tenantId: string }
    readonly answer: string
  }
  /** One webhook. */
  readonly getWebhook: {
    readonly input: { readonly webhookId: string }
    readonly answer: { readonly id: string; readonly url: string; readonly events: readonly string[]; readonly enabled: boolean; readonly disabledBecause: "failing" | "gone" | null; readonly createdAt: string }
  }
  /** Invite somebody by mail. */
  readonly inviteMember: {
    readonly input: { readonly body: { readonly email: string; readonly role: "owner" | "admin" | "developer" | "viewer" } }
    readonly answer: { readonly id: string; readonly email: string; readonly role: "owner" | "admin" | "developer" | "viewer"; readonly state: "invited" | "active"; readonly invitedUntil?: string | undefined; readonly createdAt: string }
  }
  /** Who did what to which resource, newest first. */
  readonly listAuditEvents: {
    readonly input: { readonly query?: { readonly limit?: string | number | undefined; readonly cursor?: string | number | undefined; readonly action?: string | number | undefined; readonly actor?: string | number | undefined; readonly resource?: string | number | undefined; readonly from?: string | number | undefined; readonly to?: string | number | undefined } | undefined }
    readonly answer: { readonly items: readonly { readonly id: string; readonly at: string; readonly actor: string; readonly action: string; readonly resource: string; readonly outcome: "accepted" | "done" | "refused"; readonly requestId: string | null; readonly sourceAddress: string | null; readonly before: Readonly<Record<string, string | number | boolean | null | readonly string[]>> | null; readonly after: Readonly<Record<string, string | number | boolean | null | readonly string[]>> | null; readonly cut?: readonly string[] | undefined }[]; readonly nextCursor?: string | undefined }
  }
  /** The clusters, with their states, capacities and what is used of them. */
  readonly listClusters: {
    readonly input: { readonly query?: { readonly limit?: string | number | undefined; readonly cursor?: string | number | undefined } | undefined }
    readonly answer: { readonly items: readonly { readonly id: string; readonly name: string; readonly state: "preparing" | "ready" | "cordoned" | "draining"; readonly reason?: string | undefined; readonly reachable: boolean; readonly unreachableSince?: string | undefined; readonly access: "vpc" | "privatelink" | "public"; readonly bootstrapServers: string; readonly caPem: string | null; readonly brokers: number; readonly replicationFactor: number; readonly dedicated: boolean; readonly tenants: number; readonly use: { readonly users: number; readonly partitionReplicas: number; readonly bytesPerSecond: number; readonly accessBindings: number }; readonly capacity: { readonly users: number; readonly partitionReplicas: number; readonly bytesPerSecond: number; readonly accessBindings: number }; readonly measured: { readonly at: string; readonly partitionReplicas: number; readonly bytesPerSecond: number } | null; readonly admin: { readonly kind: "scram" | "plain" | "iam"; readonly username?: string | undefined; readonly bootstrapServers?: string | undefined; readonly clusterArn?: string | undefined } | null; readonly metricsPort: number | null; readonly monthlyCostMicros: number | null; readonly generation: number; readonly createdAt: string }[]; readonly nextCursor?: string | undefined }
  }
  /** The tenant’s consumer groups, by name. */
  readonly listConsumerGroups: {
    readonly input: { readonly tenantId: string; readonly query?: { readonly limit?: string | number | undefined; readonly cursor?: string | number | undefined } | undefined }
    readonly answer: { readonly items: readonly { readonly name: string; readonly kafkaName: string; readonly type: string; readonly state: string }[]; readonly nextCursor?: string | undefined; readonly count: number; readonly limit: number }
  }
  /** The tenant’s credentials, without their passwords. */
  readonly listCredentials: {
    readonly input: { readonly tenantId: string; readonly query?: { readonly limit?: string | number | undefined; readonly cursor?: string | number | undefined } | undefined }
    readonly answer: { readonly items: readonly { readonly id: string; readonly username: string; readonly role: "readwrite" | "produce" | "consume"; readonly topics: readonly string[]; readonly state: "provisioning" | "active" | "retiring" | "revoked" | "failed"; readonly error?: string | undefined; readonly reason?: string | undefined; readonly replaces?: string | undefined; readonly retiresAt?: string | undefined; readonly stillInUse?: boolean | undefined; readonly lastUsedAt?: string | undefined; readonly rotateEveryDays?: number | undefined; readonly operationId?: string | undefined; readonly createdAt: string }[]; readonly nextCursor?: string | undefined }
  }
  /** Where clusters differ from what was settled, and what became of it. */
  readonly listFindings: {
    readonly input: { readonly query?: { readonly limit?: string | number | undefined; readonly cursor?: string | number | undefined; readonly clusterId?: string | number | undefined; readonly state?: "open" | "repaired" | "silenced" | undefined } | undefined }
    readonly answer: { readonly items: readonly { readonly id: string; readonly clusterId: string; readonly kind: "open_cell" | "canary_missing" | "access_missing" | "access_stray" | "access_foreign" | "user_missing" | "user_stray" | "quota_missing" | "quota_wrong" | "quota_stray" | "settings_wrong" | "settings_stray" | "topic_shrunk" | "topic_grown" | "topic_lost" | "topic_stray" | "groups_over" | "groups_excess" | "unknown_owner"; readonly tenantId: string | null; readonly resource: string; readonly detail: string; readonly remedy: "repair" | "report"; readonly state: "open" | "repaired" | "silenced"; readonly firstSeenAt: string; readonly lastSeenAt: string; readonly repairedAt?: string | undefined; readonly silence?: { readonly until: string; readonly reason: string } | undefined }[]; readonly nextCursor?: string | undefined }
  }
  /** The account’s closed invoices, newest first. */
  readonly listInvoices: {
    readonly input: { readonly query?: { readonly limit?: string | number | undefined; readonly cursor?: string | number | undefined } | undefined }
    readonly answer: { readonly items: readonly { readonly id: string; readonly number: number | null; readonly state: "draft" | "closed"; readonly period: string; readonly issuedAt: string | null; readonly currency: "USD"; readonly priceBookVersion: string; readonly totalMicros: number; readonly carriedMicros: number }[]; readonly nextCursor?: string | undefined }
  }
  /** The account’s members, and who is invited. */
  readonly listMembers: {
    readonly input: { readonly query?: { readonly limit?: string | number | undefined; readonly cursor?: string | number | undefined } | undefined }
    readonly answer: { readonly items: readonly { readonly id: string; readonly email: string; readonly role: "owner" | "admin" | "developer" | "viewer"; readonly state: "invited" | "active"; readonly invitedUntil?: string | undefined; readonly createdAt: string }[]; readonly nextCursor?: string | undefined }
  }
  /** Invoices that the payment service has not taken yet, and why. */
  readonly listOpenPayments: {
    readonly input: { readonly query?: { readonly limit?: string | number | undefined; readonly cursor?: string | number | undefined } | undefined }
    readonly answer: { readonly items: readonly { readonly invoiceId: string; readonly accountId: string; readonly number: number; readonly amountMicros: number; readonly issuedAt: string; readonly attempts: number; readonly nextAt: string; readonly error: string | null }[]; readonly nextCursor?: string | undefined }
  }
  /** Tenants of all accounts by the cluster that they live on, as the last sweep met them. */
  readonly listOperatedTenants: {
    readonly input: { readonly query?: { readonly limit?: string | number | undefined; readonly cursor?: string | number | undefined; readonly clusterId?: string | number | undefined } | undefined }
    readonly answer: { readonly items: readonly { readonly id: string; readonly name: string; readonly plan: string; readonly state: "provisioning" | "active" | "suspended" | "deleting" | "deleted" | "failed"; readonly reason?: string | undefined; readonly holds: readonly { readonly kind: "operator" | "storage" | "rate" | "budget" | "deletion"; readonly since: string; readonly until?: string | undefined }[]; readonly access: "none" | "read-only" | "full"; readonly deletionProtection: boolean; readonly prefix: string; readonly clusterId: string | null; readonly generation: number; readonly observedGeneration: number; readonly limits: { readonly produceBytesPerSecond: number; readonly consumeBytesPerSecond: number; readonly storageBytes: number; readonly partitionReplicas: number; readonly topics: number; readonly credentials: number; readonly consumerGroups: number; readonly retentionMaxMs: number; readonly requestPercentage: number; readonly maxBatchBytes: number; readonly topicChangesPerMinute: number }; readonly operationId?: string | undefined; readonly createdAt: string; readonly accountId: string }[]; readonly nextCursor?: string | undefined }
  }
  /** What was done to the installation itself, newest first. */
  readonly listOperatorEvents: {
    readonly input: { readonly query?: { readonly limit?: string | number | undefined; readonly cursor?: string | number | undefined } | undefined }
    readonly answer: { readonly items: readonly { readonly id: string; readonly at: string; readonly actor: string; readonly action: string; readonly resource: string; readonly outcome: "accepted" | "done" | "refused"; readonly requestId: string | null; readonly sourceAddress: string | null; readonly before: Readonly<Record<string, string | number | boolean | null | readonly string[]>> | null; readonly after: Readonly<Record<string, string | number | boolean | null | readonly string[]>> | null; readonly cut?: readonly string[] | undefined }[]; readonly nextCursor?: string | undefined }
  }
  /** Who runs the installation. */
  readonly listOperators: {
    readonly input: { readonly query?: { readonly limit?: string | number | undefined; readonly cursor?: string | number | undefined } | undefined }
    readonly answer: { readonly items: readonly { readonly id: string; readonly name: string; readonly createdBy: string; readonly createdAt: string }[]; readonly nextCursor?: string | undefined }
  }
  /** The plans, with their limits and prices. */
  readonly listPlans: {
    readonly input: {}
    readonly answer: { readonly items: readonly { readonly id: string; readonly tenancy: "shared" | "dedicated"; readonly limits: { readonly produceBytesPerSecond: number; readonly consumeBytesPerSecond: number; readonly storageBytes: number; readonly partitionReplicas: number; readonly topics: number; readonly credentials: number; readonly consumerGroups: number; readonly retentionMaxMs: number; readonly requestPercentage: number; readonly maxBatchBytes: number; readonly topicChangesPerMinute: number }; readonly prices: { readonly currency: "USD"; readonly priceBookVersion: string; readonly flatMonthlyMicros: number; readonly meters: Readonly<Record<string, { readonly included: string; readonly tiers: readonly { readonly upTo: string | null; readonly micros: number; readonly per: string }[] }>> } }[] }
  }
  /** The account’s tenants, by name. */
  readonly listTenants: {
    readonly input: { readonly query?: { readonly limit?: string | number | undefined; readonly cursor?: string | number | undefined } | undefined }
    readonly answer: { readonly items: readonly { readonly id: string; readonly name: string; readonly plan: string; readonly state: "provisioning" | "active" | "suspended" | "deleting" | "deleted" | "failed"; readonly reason?: string | undefined; readonly holds: readonly { readonly kind: "operator" | "storage" | "rate" | "budget" | "deletion"; readonly since: string; readonly until?: string | undefined }[]; readonly access: "none" | "read-only" | "full"; readonly deletionProtection: boolean; readonly prefix: string; readonly clusterId: string | null; readonly generation: number; readonly observedGeneration: number; readonly limits: { readonly produceBytesPerSecond: number; readonly consumeBytesPerSecond: number; readonly storageBytes: number; readonly partitionReplicas: number; readonly topics: number; readonly credentials: number; readonly consumerGroups: number; readonly retentionMaxMs: number; readonly requestPercentage: number; readonly maxBatchBytes: number; readonly topicChangesPerMinute: number }; readonly operationId?: string | undefined; readonly createdAt: string }[]; readonly nextCursor?: string | undefined }
  }
  /** The API tokens that work, without their secrets. */
  readonly listTokens: {
    readonly input: { readonly query?: { readonly limit?: string | number | undefined; readonly cursor?: string | number | undefined } | undefined }
    readonly answer: { readonly items: readonly { readonly id: string; readonly name: string; readonly role: "owner" | "admin" | "developer" | "viewer"; readonly createdBy: string; readonly createdAt: string; readonly expiresAt?: string | undefined; readonly lastUsedAt?: string | undefined }[]; readonly nextCursor?: string | undefined }
  }
  /** The tenant’s topics, by name. */
  readonly listTopics: {
    readonly input: { readonly tenantId: string; readonly query?: { readonly limit?: string | number | undefined; readonly cursor?: string | number | undefined } | undefined }
    readonly answer: { readonly items: readonly { readonly name: string; readonly kafkaName: string; readonly partitions: number; readonly retentionMs: number; readonly cleanupPolicy: "delete" | "compact" | "compact,delete"; readonly state: "provisioning" | "updating" | "active" | "deleting" | "failed"; readonly error?: string | undefined; readonly sizeBytes?: number | undefined; readonly operationId?: string | undefined; readonly createdAt: string }[]; readonly nextCursor?: string | undefined }
  }
  /** The records that bills are made of, by window and meter; of the last day unless asked. */
  readonly listUsageWindows: {
    readonly input: { readonly tenantId: string; readonly query?: { readonly limit?: string | number | undefined; readonly cursor?: string | number | undefined; readonly resolution?: "minute" | "hour" | "day" | undefined; readonly from?: string | number | undefined; readonly to?: string | number | undefined } | undefined }
    readonly answer: { readonly items: readonly { readonly meter: "bytes_in" | "bytes_out" | "storage_byte_hours" | "partition_hours"; readonly from: string; readonly amount: string; readonly incomplete: boolean }[]; readonly nextCursor?: string | undefined }
  }
  /** What was sent or waits, newest first, with every try; kept for 30 days. */
  readonly listWebhookDeliveries: {
    readonly input: { readonly webhookId: string; readonly query?: { readonly limit?: string | number | undefined; readonly cursor?: string | number | undefined } | undefined }
    readonly answer: { readonly items: readonly { readonly id: string; readonly messageId: string; readonly event: string; readonly state: "pending" | "delivered" | "failed"; readonly createdAt: string; readonly nextAt: string | null; readonly attempts: readonly { readonly at: string; readonly status: number | null; readonly durationMs: number; readonly error: string | null }[] }[]; readonly nextCursor?: string | undefined }
  }
  /** The account’s webhooks, without their secrets. */
  readonly listWebhooks: {
    readonly input: { readonly query?: { readonly limit?: string | number | undefined; readonly cursor?: string | number | undefined } | undefined }
    readonly answer: { readonly items: readonly { readonly id: string; readonly url: string; readonly events: readonly string[]; readonly enabled: boolean; readonly disabledBecause: "failing" | "gone" | null; readonly createdAt: string }[]; readonly nextCursor?: string | undefined }
  }
  /** Log in. */
  readonly openSession: {
    readonly input: { readonly body: { readonly email: string; readonly password: string } }
    readonly answer: { readonly accessToken: string; readonly refreshToken: string; readonly expiresIn: number }
  }
  /** Look at records: the newest, or from an end, an offset or a time onwards. */
  readonly peekRecords: {
    readonly input: { readonly tenantId: string; readonly topicName: string; readonly query?: { readonly partition?: string | number | undefined; readonly from?: "newest" | "earliest" | undefined; readonly offset?: string | number | undefined; readonly time?: string | number | undefined; readonly as?: "text" | "json" | "base64" | undefined; readonly limit?: string | number | undefined; readonly cursor?: string | number | undefined } | undefined }
    readonly answer: { readonly items: readonly { readonly partition: number; readonly offset: number; readonly time: string | null; readonly key: { readonly encoding: "text" | "json" | "base64"; readonly data: unknown } | null; readonly value: { readonly encoding: "text" | "json" | "base64"; readonly data: unknown } | null; readonly headers: readonly { readonly key: string; readonly value: { readonly encoding: "text" | "json" | "base64"; readonly data: unknown } | null }[] }[]; readonly unreadable: readonly { readonly partition: number; readonly firstOffset: number; readonly lastOffset: number; readonly reason: string }[]; readonly nextCursor?: string | undefined }
  }
  /** Write a few records. */
  readonly produceRecords: {
    readonly input: { readonly tenantId: string; readonly topicName: string; readonly body: { readonly records: readonly { readonly partition?: number | undefined; readonly key?: string | { readonly encoding: "text"; readonly data: string } | { readonly encoding: "base64"; readonly data: string } | { readonly encoding: "json"; readonly data: string | number | boolean | null | readonly unknown[] | Readonly<Record<string, unknown>> } | null | undefined; readonly value: string | { readonly encoding: "text"; readonly data: string } | { readonly encoding: "base64"; readonly data: string } | { readonly encoding: "json"; readonly data: string | number | boolean | null | readonly unknown[] | Readonly<Record<string, unknown>> } | null; readonly headers?: readonly { readonly key: string; readonly value: string | { readonly encoding: "text"; readonly data: string } | { readonly encoding: "base64"; readonly data: string } | { readonly encoding: "json"; readonly data: string | number | boolean | null | readonly unknown[] | Readonly<Record<string, unknown>> } }[] | undefined }[] } }
    readonly answer: { readonly items: readonly { readonly partition: number; readonly offset: number }[] }
  }
  /** Trade a refresh token, which works once, for a new session. */
  readonly refreshSession: {
    readonly input: { readonly body: { readonly refreshToken: string } }
    readonly answer: { readonly accessToken: string; readonly refreshToken: string; readonly expiresIn: number }
  }
  /** Register a Kafka cluster; it takes tenants once it is ready. */
  readonly registerCluster: {
    readonly input: { readonly body: { readonly name: string; readonly bootstrapServers?: string | undefined; readonly caPem?: string | null | undefined; readonly admin: { readonly kind: "scram" | "plain"; readonly username: string; readonly password: string; readonly bootstrapServers?: string | undefined; readonly tls?: boolean | undefined } | { readonly kind: "iam"; readonly clusterArn: string }; readonly access?: "vpc" | "privatelink" | "public" | undefined; readonly capacity?: { readonly users?: number | undefined; readonly partitionReplicas?: number | undefined; readonly bytesPerSecond?: number | undefined; readonly accessBindings?: number | undefined } | undefined; readonly replicationFactor?: number | undefined; readonly dedicated?: boolean | undefined; readonly metricsPort?: number | null | undefined; readonly monthlyCostMicros?: number | null | undefined } }
    readonly answer: { readonly id: string; readonly name: string; readonly state: "preparing" | "ready" | "cordoned" | "draining"; readonly reason?: string | undefined; readonly reachable: boolean; readonly unreachableSince?: string | undefined; readonly access: "vpc" | "privatelink" | "public"; readonly bootstrapServers: string; readonly caPem: string | null; readonly brokers: number; readonly replicationFactor: number; readonly dedicated: boolean; readonly tenants: number; readonly use: { readonly users: number; readonly partitionReplicas: number; readonly bytesPerSecond: number; readonly accessBindings: number }; readonly capacity: { readonly users: number; readonly partitionReplicas: number; readonly bytesPerSecond: number; readonly accessBindings: number }; readonly measured: { readonly at: string; readonly partitionReplicas: number; readonly bytesPerSecond: number } | null; readonly admin: { readonly kind: "scram" | "plain" | "iam"; readonly username?: string | undefined; readonly bootstrapServers?: string | undefined; readonly clusterArn?: string | undefined } | null; readonly metricsPort: number | null; readonly monthlyCostMicros: number | null; readonly generation: number; readonly createdAt: string }
  }
  /** Forget a registered cluster that holds no tenants. */
  readonly removeCluster: {
    readonly input: { readonly clusterId: string }
    readonly answer: undefined
  }
  /** Remove a member with their log-in and API tokens, or take an invitation back. */
  readonly removeMember: {
    readonly input: { readonly memberId: string }
    readonly answer: undefined
  }
  /** End an operator’s token at once; the last one stays. */
  readonly removeOperator: {
    readonly input: { readonly operatorId: string }
    readonly answer: undefined
  }
  /** Send a message again, with the id that it had. */
  readonly replayWebhookDelivery: {
    readonly input: { readonly webhookId: string; readonly deliveryId: string }
    readonly answer: { readonly id: string; readonly messageId: string; readonly event: string; readonly state: "pending" | "delivered" | "failed"; readonly createdAt: string; readonly nextAt: string | null; readonly attempts: readonly { readonly at: string; readonly status: number | null; readonly durationMs: number; readonly error: string | null }[] }
  }
  /** Have a code for a new password sent, if the address has a log-in. */
  readonly requestPasswordReset: {
    readonly input: { readonly body: { readonly email: string } }
    readonly answer: undefined
  }
  /** Set where a group without active members goes on reading. */
  readonly resetOffsets: {
    readonly input: { readonly tenantId: string; readonly groupName: string; readonly body: { readonly to: "earliest" | "latest" | "time" | "offset"; readonly time?: string | undefined; readonly offset?: number | undefined; readonly topic?: string | undefined; readonly partitions?: readonly number[] | undefined; readonly dryRun?: boolean | undefined } }
    readonly answer: { readonly dryRun: boolean; readonly items: readonly { readonly topic: string; readonly partition: number; readonly from: number | null; readonly to: number }[] }
  }
  /** Set a new password with the code; ends every session. */
  readonly resetPassword: {
    readonly input: { readonly body: { readonly email: string; readonly code: string; readonly password: string } }
    readonly answer: undefined
  }
  /** Take a deletion back while its grace lasts. */
  readonly restoreTenant: {
    readonly input: { readonly tenantId: string }
    readonly answer: { readonly id: string; readonly name: string; readonly plan: string; readonly state: "provisioning" | "active" | "suspended" | "deleting" | "deleted" | "failed"; readonly reason?: string | undefined; readonly holds: readonly { readonly kind: "operator" | "storage" | "rate" | "budget" | "deletion"; readonly since: string; readonly until?: string | undefined }[]; readonly access: "none" | "read-only" | "full"; readonly deletionProtection: boolean; readonly prefix: string; readonly clusterId: string | null; readonly generation: number; readonly observedGeneration: number; readonly limits: { readonly produceBytesPerSecond: number; readonly consumeBytesPerSecond: number; readonly storageBytes: number; readonly partitionReplicas: number; readonly topics: number; readonly credentials: number; readonly consumerGroups: number; readonly retentionMaxMs: number; readonly requestPercentage: number; readonly maxBatchBytes: number; readonly topicChangesPerMinute: number }; readonly operationId?: string | undefined; readonly createdAt: string }
  }
  /** Lift the operator’s hold. */
  readonly resumeTenant: {
    readonly input: { readonly tenantId: string }
    readonly answer: { readonly id: string; readonly name: string; readonly plan: string; readonly state: "provisioning" | "active" | "suspended" | "deleting" | "deleted" | "failed"; readonly reason?: string | undefined; readonly holds: readonly { readonly kind: "operator" | "storage" | "rate" | "budget" | "deletion"; readonly since: string; readonly until?: string | undefined }[]; readonly access: "none" | "read-only" | "full"; readonly deletionProtection: boolean; readonly prefix: string; readonly clusterId: string | null; readonly generation: number; readonly observedGeneration: number; readonly limits: { readonly produceBytesPerSecond: number; readonly consumeBytesPerSecond: number; readonly storageBytes: number; readonly partitionReplicas: number; readonly topics: number; readonly credentials: number; readonly consumerGroups: number; readonly retentionMaxMs: number; readonly requestPercentage: number; readonly maxBatchBytes: number; readonly topicChangesPerMinute: number }; readonly operationId?: string | undefined; readonly createdAt: string }
  }
  /** Try again what failed. */
  readonly retryTenant: {
    readonly input: { readonly tenantId: string }
    readonly answer: { readonly id: string; readonly name: string; readonly plan: string; readonly state: "provisioning" | "active" | "suspended" | "deleting" | "deleted" | "failed"; readonly reason?: string | undefined; readonly holds: readonly { readonly kind: "operator" | "storage" | "rate" | "budget" | "deletion"; readonly since: string; readonly until?: string | undefined }[]; readonly access: "none" | "read-only" | "full"; readonly deletionProtection: boolean; readonly prefix: string; readonly clusterId: string | null; readonly generation: number; readonly observedGeneration: number; readonly limits: { readonly produceBytesPerSecond: number; readonly consumeBytesPerSecond: number; readonly storageBytes: number; readonly partitionReplicas: number; readonly topics: number; readonly credentials: number; readonly consumerGroups: number; readonly retentionMaxMs: number; readonly requestPercentage: number; readonly maxBatchBytes: number; readonly topicChangesPerMinute: number }; readonly operationId?: string | undefined; readonly createdAt: string }
  }
  /** Revoke a credential at once; its open connections are cut. */
  readonly revokeCredential: {
    readonly input: { readonly tenantId: string; readonly credentialId: string }
    readonly answer: { readonly id: string; readonly username: string; readonly role: "readwrite" | "produce" | "consume"; readonly topics: readonly string[]; readonly state: "provisioning" | "active" | "retiring" | "revoked" | "failed"; readonly error?: string | undefined; readonly reason?: string | undefined; readonly replaces?: string | undefined; readonly retiresAt?: string | undefined; readonly stillInUse?: boolean | undefined; readonly lastUsedAt?: string | undefined; readonly rotateEveryDays?: number | undefined; readonly operationId?: string | undefined; readonly createdAt: string }
  }
  /** Revoke an API token at once. */
  readonly revokeToken: {
    readonly input: { readonly tokenId: string }
    readonly answer: undefined
  }
  /** Make a successor; the old one works on for the grace. */
  readonly rotateCredential: {
    readonly input: { readonly tenantId: string; readonly credentialId: string; readonly body?: { readonly graceSeconds?: number | undefined } | undefined }
    readonly answer: { readonly id: string; readonly username: string; readonly role: "readwrite" | "produce" | "consume"; readonly topics: readonly string[]; readonly state: "provisioning" | "active" | "retiring" | "revoked" | "failed"; readonly error?: string | undefined; readonly reason?: string | undefined; readonly replaces?: string | undefined; readonly retiresAt?: string | undefined; readonly stillInUse?: boolean | undefined; readonly lastUsedAt?: string | undefined; readonly rotateEveryDays?: number | undefined; readonly operationId?: string | undefined; readonly createdAt: string }
  }
  /** A new signing secret; the old one signs too for a day. */
  readonly rotateWebhookSecret: {
    readonly input: { readonly webhookId: string }
    readonly answer: { readonly id: string; readonly url: string; readonly events: readonly string[]; readonly enabled: boolean; readonly disabledBecause: "failing" | "gone" | null; readonly createdAt: string; readonly secret: string }
  }
  /** Sign up with an e-mail address; a code is sent there. */
  readonly signUp: {
    readonly input: { readonly body: { readonly email: string; readonly password: string; readonly accountName: string } }
    readonly answer: { readonly id: string; readonly resource: string; readonly state: "pending" | "done" | "failed"; readonly progress: readonly { readonly step: string; readonly state: "pending" | "done" }[]; readonly error?: string | undefined; readonly createdAt: string }
  }
  /** Leave a finding as it is for a while: no repair, no alarm. */
  readonly silenceFinding: {
    readonly input: { readonly findingId: string; readonly body: { readonly silenceSeconds: number; readonly reason: string } }
    readonly answer: { readonly id: string; readonly clusterId: string; readonly kind: "open_cell" | "canary_missing" | "access_missing" | "access_stray" | "access_foreign" | "user_missing" | "user_stray" | "quota_missing" | "quota_wrong" | "quota_stray" | "settings_wrong" | "settings_stray" | "topic_shrunk" | "topic_grown" | "topic_lost" | "topic_stray" | "groups_over" | "groups_excess" | "unknown_owner"; readonly tenantId: string | null; readonly resource: string; readonly detail: string; readonly remedy: "repair" | "report"; readonly state: "open" | "repaired" | "silenced"; readonly firstSeenAt: string; readonly lastSeenAt: string; readonly repairedAt?: string | undefined; readonly silence?: { readonly until: string; readonly reason: string } | undefined }
  }
  /** Cut off all of a tenant’s credentials until it is resumed. */
  readonly suspendTenant: {
    readonly input: { readonly tenantId: string }
    readonly answer: { readonly id: string; readonly name: string; readonly plan: string; readonly state: "provisioning" | "active" | "suspended" | "deleting" | "deleted" | "failed"; readonly reason?: string | undefined; readonly holds: readonly { readonly kind: "operator" | "storage" | "rate" | "budget" | "deletion"; readonly since: string; readonly until?: string | undefined }[]; readonly access: "none" | "read-only" | "full"; readonly deletionProtection: boolean; readonly prefix: string; readonly clusterId: string | null; readonly generation: number; readonly observedGeneration: number; readonly limits: { readonly produceBytesPerSecond: number; readonly consumeBytesPerSecond: number; readonly storageBytes: number; readonly partitionReplicas: number; readonly topics: number; readonly credentials: number; readonly consumerGroups: number; readonly retentionMaxMs: number; readonly requestPercentage: number; readonly maxBatchBytes: number; readonly topicChangesPerMinute: number }; readonly operationId?: string | undefined; readonly createdAt: string }
  }
  /** Send a webhook.test message. */
  readonly testWebhook: {
    readonly input: { readonly webhookId: string }
    readonly answer: { readonly id: string; readonly messageId: string; readonly event: string; readonly state: "pending" | "delivered" | "failed"; readonly createdAt: string; readonly nextAt: string | null; readonly attempts: readonly { readonly at: string; readonly status: number | null; readonly durationMs: number; readonly error: string | null }[] }
  }
  /** End the silence of a finding. */
  readonly unsilenceFinding: {
    readonly input: { readonly findingId: string }
    readonly answer: { readonly id: string; readonly clusterId: string; readonly kind: "open_cell" | "canary_missing" | "access_missing" | "access_stray" | "access_foreign" | "user_missing" | "user_stray" | "quota_missing" | "quota_wrong" | "quota_stray" | "settings_wrong" | "settings_stray" | "topic_shrunk" | "topic_grown" | "topic_lost" | "topic_stray" | "groups_over" | "groups_excess" | "unknown_owner"; readonly tenantId: string | null; readonly resource: string; readonly detail: string; readonly remedy: "repair" | "report"; readonly state: "open" | "repaired" | "silenced"; readonly firstSeenAt: string; readonly lastSeenAt: string; readonly repairedAt?: string | undefined; readonly silence?: { readonly until: string; readonly reason: string } | undefined }
  }
  /** Recompute an invoice, or the "draft", from its records and show the difference. */
  readonly verifyInvoice: {
    readonly input: { readonly invoiceId: string }
    readonly answer: { readonly exact: boolean; readonly differenceMicros: number; readonly items: readonly { readonly period: string; readonly tenantId: string | null; readonly item: string; readonly invoicedMicros: number; readonly recomputedMicros: number }[]; readonly faults: readonly string[] }
  }
}

/** How each operation is asked for over HTTP. */
export const OPERATIONS = {
  acceptInvitation: {"method":"POST","path":"/invitations/accept","takesKey":false,"answer":"json"},
  addCredit: {"method":"POST","path":"/operator/accounts/{accountId}/credits","takesKey":true,"answer":"json"},
  addOperator: {"method":"POST","path":"/operator/operators","takesKey":true,"answer":"json"},
  changeAccount: {"method":"PATCH","path":"/account","takesKey":true,"answer":"json"},
  changeBilling: {"method":"PATCH","path":"/operator/accounts/{accountId}/billing","takesKey":true,"answer":"json"},
  changeBudget: {"method":"PATCH","path":"/account/budget","takesKey":true,"answer":"json"},
  changeCluster: {"method":"PATCH","path":"/operator/clusters/{clusterId}","takesKey":true,"answer":"json"},
  changeCredential: {"method":"PATCH","path":"/tenants/{tenantId}/credentials/{credentialId}","takesKey":true,"answer":"json"},
  changeMember: {"method":"PATCH","path":"/account/members/{memberId}","takesKey":true,"answer":"json"},
  changePassword: {"method":"POST","path":"/account/password","takesKey":true,"answer":"json"},
  changeTenant: {"method":"PATCH","path":"/tenants/{tenantId}","takesKey":true,"answer":"json"},
  changeTopic: {"method":"PATCH","path":"/tenants/{tenantId}/topics/{topicName}","takesKey":true,"answer":"json"},
  changeWebhook: {"method":"PATCH","path":"/account/webhooks/{webhookId}","takesKey":true,"answer":"json"},
  claimOperator: {"method":"POST","path":"/operator/claim","takesKey":false,"answer":"json"},
  confirmSignUp: {"method":"POST","path":"/signup/confirm","takesKey":false,"answer":"json"},
  createCredential: {"method":"POST","path":"/tenants/{tenantId}/credentials","takesKey":true,"answer":"json"},
  createTenant: {"method":"POST","path":"/tenants","takesKey":true,"answer":"json"},
  createToken: {"method":"POST","path":"/account/tokens","takesKey":true,"answer":"json"},
  createTopic: {"method":"POST","path":"/tenants/{tenantId}/topics","takesKey":true,"answer":"json"},
  createWebhook: {"method":"POST","path":"/account/webhooks","takesKey":true,"answer":"json"},
  deleteAccount: {"method":"DELETE","path":"/account","takesKey":true,"answer":"none"},
  deleteConsumerGroup: {"method":"DELETE","path":"/tenants/{tenantId}/consumer-groups/{groupName}","takesKey":false,"answer":"none"},
  deleteTenant: {"method":"DELETE","path":"/tenants/{tenantId}","takesKey":true,"answer":"json"},
  deleteTopic: {"method":"DELETE","path":"/tenants/{tenantId}/topics/{topicName}","takesKey":true,"answer":"json"},
  deleteWebhook: {"method":"DELETE","path":"/account/webhooks/{webhookId}","takesKey":true,"answer":"none"},
  endSession: {"method":"DELETE","path":"/sessions/current","takesKey":true,"answer":"none"},
  exportAccount: {"method":"GET","path":"/account/export","takesKey":false,"answer":"json"},
  exportInvoice: {"method":"GET","path":"/account/invoices/{invoiceId}/records","takesKey":false,"answer":"json"},
  getAccount: {"method":"GET","path":"/account","takesKey":false,"answer":"json"},
  getAccountUsage: {"method":"GET","path":"/account/usage","takesKey":false,"answer":"json"},
  getBudget: {"method":"GET","path":"/account/budget","takesKey":false,"answer":"json"},
  getCluster: {"method":"GET","path":"/operator/clusters/{clusterId}","takesKey":false,"answer":"json"},
  getConnection: {"method":"GET","path":"/tenants/{tenantId}/connection","takesKey":false,"answer":"text"},
  getConsumerGroup: {"method":"GET","path":"/tenants/{tenantId}/consumer-groups/{groupName}","takesKey":false,"answer":"json"},
  getCredential: {"method":"GET","path":"/tenants/{tenantId}/credentials/{credentialId}","takesKey":false,"answer":"json"},
  getDocs: {"method":"GET","path":"/docs","takesKey":false,"answer":"text"},
  getHealth: {"method":"GET","path":"/health","takesKey":false,"answer":"json"},
  getInvoice: {"method":"GET","path":"/account/invoices/{invoiceId}","takesKey":false,"answer":"json"},
  getInvoiceFocus: {"method":"GET","path":"/account/invoices/{invoiceId}/focus","takesKey":false,"answer":"text"},
  getInvoicePdf: {"method":"GET","path":"/account/invoices/{invoiceId}/pdf","takesKey":false,"answer":"bytes"},
  getKeys: {"method":"GET","path":"/.well-known/jwks.json","takesKey":false,"answer":"json"},
  getOpenApi: {"method":"GET","path":"/openapi.json","takesKey":false,"answer":"json"},
  getOperation: {"method":"GET","path":"/operations/{operationId}","takesKey":false,"answer":"json"},
  getRevenue: {"method":"GET","path":"/operator/revenue","takesKey":false,"answer":"json"},
  getSecret: {"method":"GET","path":"/tenants/{tenantId}/credentials/{credentialId}/secret","takesKey":false,"answer":"json"},
  getTenant: {"method":"GET","path":"/tenants/{tenantId}","takesKey":false,"answer":"json"},
  getTopic: {"method":"GET","path":"/tenants/{tenantId}/topics/{topicName}","takesKey":false,"answer":"json"},
  getUsage: {"method":"GET","path":"/tenants/{tenantId}/usage","takesKey":false,"answer":"json"},
  getUsageMetrics: {"method":"GET","path":"/tenants/{tenantId}/metrics","takesKey":false,"answer":"text"},
  getWebhook: {"method":"GET","path":"/account/webhooks/{webhookId}","takesKey":false,"answer":"json"},
  inviteMember: {"method":"POST","path":"/account/members","takesKey":true,"answer":"json"},
  listAuditEvents: {"method":"GET","path":"/account/audit-events","takesKey":false,"answer":"json"},
  listClusters: {"method":"GET","path":"/operator/clusters","takesKey":false,"answer":"json"},
  listConsumerGroups: {"method":"GET","path":"/tenants/{tenantId}/consumer-groups","takesKey":false,"answer":"json"},
  listCredentials: {"method":"GET","path":"/tenants/{tenantId}/credentials","takesKey":false,"answer":"json"},
  listFindings: {"method":"GET","path":"/operator/findings","takesKey":false,"answer":"json"},
  listInvoices: {"method":"GET","path":"/account/invoices","takesKey":false,"answer":"json"},
  listMembers: {"method":"GET","path":"/account/members","takesKey":false,"answer":"json"},
  listOpenPayments: {"method":"GET","path":"/operator/payments","takesKey":false,"answer":"json"},
  listOperatedTenants: {"method":"GET","path":"/operator/tenants","takesKey":false,"answer":"json"},
  listOperatorEvents: {"method":"GET","path":"/operator/audit-events","takesKey":false,"answer":"json"},
  listOperators: {"method":"GET","path":"/operator/operators","takesKey":false,"answer":"json"},
  listPlans: {"method":"GET","path":"/plans","takesKey":false,"answer":"json"},
  listTenants: {"method":"GET","path":"/tenants","takesKey":false,"answer":"json"},
  listTokens: {"method":"GET","path":"/account/tokens","takesKey":false,"answer":"json"},
  listTopics: {"method":"GET","path":"/tenants/{tenantId}/topics","takesKey":false,"answer":"json"},
  listUsageWindows: {"method":"GET","path":"/tenants/{tenantId}/usage/windows","takesKey":false,"answer":"json"},
  listWebhookDeliveries: {"method":"GET","path":"/account/webhooks/{webhookId}/deliveries","takesKey":false,"answer":"json"},
  listWebhooks: {"method":"GET","path":"/account/webhooks","takesKey":false,"answer":"json"},
  openSession: {"method":"POST","path":"/sessions","takesKey":false,"answer":"json"},
  peekRecords: {"method":"GET","path":"/tenants/{tenantId}/topics/{topicName}/records","takesKey":false,"answer":"json"},
  produceRecords: {"method":"POST","path":"/tenants/{tenantId}/topics/{topicName}/records","takesKey":false,"answer":"json"},
  refreshSession: {"method":"POST","path":"/sessions/refresh","takesKey":false,"answer":"json"},
  registerCluster: {"method":"POST","path":"/operator/clusters","takesKey":true,"answer":"json"},
  removeCluster: {"method":"DELETE","path":"/operator/clusters/{clusterId}","takesKey":true,"answer":"none"},
  removeMember: {"method":"DELETE","path":"/account/members/{memberId}","takesKey":true,"answer":"none"},
  removeOperator: {"method":"DELETE","path":"/operator/operators/{operatorId}","takesKey":true,"answer":"none"},
  replayWebhookDelivery: {"method":"POST","path":"/account/webhooks/{webhookId}/deliveries/{deliveryId}/replay","takesKey":true,"answer":"json"},
  requestPasswordReset: {"method":"POST","path":"/password-resets","takesKey":false,"answer":"none"},
  resetOffsets: {"method":"POST","path":"/tenants/{tenantId}/consumer-groups/{groupName}/reset-offsets","takesKey":false,"answer":"json"},
  resetPassword: {"method":"POST","path":"/password-resets/confirm","takesKey":false,"answer":"none"},
  restoreTenant: {"method":"POST","path":"/tenants/{tenantId}/restore","takesKey":true,"answer":"json"},
  resumeTenant: {"method":"POST","path":"/operator/tenants/{tenantId}/resume","takesKey":true,"answer":"json"},
  retryTenant: {"method":"POST","path":"/tenants/{tenantId}/retry","takesKey":true,"answer":"json"},
  revokeCredential: {"method":"DELETE","path":"/tenants/{tenantId}/credentials/{credentialId}","takesKey":true,"answer":"json"},
  revokeToken: {"method":"DELETE","path":"/account/tokens/{tokenId}","takesKey":true,"answer":"none"},
  rotateCredential: {"method":"POST","path":"/tenants/{tenantId}/credentials/{credentialId}/rotate","takesKey":true,"answer":"json"},
  rotateWebhookSecret: {"method":"POST","path":"/account/webhooks/{webhookId}/rotate-secret","takesKey":true,"answer":"json"},
  signUp: {"method":"POST","path":"/signup","takesKey":false,"answer":"json"},
  silenceFinding: {"method":"POST","path":"/operator/findings/{findingId}/silence","takesKey":true,"answer":"json"},
  suspendTenant: {"method":"POST","path":"/operator/tenants/{tenantId}/suspend","takesKey":true,"answer":"json"},
  testWebhook: {"method":"POST","path":"/account/webhooks/{webhookId}/test","takesKey":true,"answer":"json"},
  unsilenceFinding: {"method":"DELETE","path":"/operator/findings/{findingId}/silence","takesKey":true,"answer":"json"},
  verifyInvoice: {"method":"POST","path":"/account/invoices/{invoiceId}/verify","takesKey":false,"answer":"json"},
} as const
