import { DynamoDBClient } from '@aws-sdk/client-dynamodb'
import { DynamoDBDocumentClient, GetCommand } from '@aws-sdk/lib-dynamodb'

/** The table that every store here reads and writes, over one kept-alive connection pool. */
export interface DynamoTable {
  readonly name: string
  readonly documents: DynamoDBDocumentClient
  readonly barrierAfterTransactions: boolean
}

export interface TableOptions {
  readonly tableName: string
  readonly region: string
  /** For the embedded store; absent in AWS. */
  readonly endpoint?: string
  /** For the embedded store; in AWS the function's role is found by the SDK. */
  readonly credentials?: { readonly accessKeyId: string; readonly secretAccessKey: string }
  /**
   * True for the embedded store alone: killed right after it acknowledged a transaction, DynamoDB Local forgets the whole
   * of it (13 of 25 tries) unless a read came after. Amazon DynamoDB needs no such read.
   */
  readonly barrierAfterTransactions: boolean
}

/** A store that is down must show within seconds, and a single slow answer must not: three tries in all. */
const CONNECTION_TIMEOUT_MS = 2_000
const REQUEST_TIMEOUT_MS = 5_000
const ATTEMPTS_MAX = 3

export function openTable(options: TableOptions): DynamoTable {
  const { region, endpoint, credentials } = options
  const client = new DynamoDBClient({
    region,
    ...(endpoint === undefined ? {} : { endpoint }),
    ...(credentials === undefined ? {} : { credentials }),
    maxAttempts: ATTEMPTS_MAX,
    requestHandler: {
      connectionTimeout: CONNECTION_TIMEOUT_MS,
      requestTimeout: REQUEST_TIMEOUT_MS,
      throwOnRequestTimeout: true,
    },
  })
  const documents = DynamoDBDocumentClient.from(client, {
    marshallOptions: { removeUndefinedValues: true },
  })
  return {
    name: options.tableName,
    documents,
    barrierAfterTransactions: options.barrierAfterTransactions,
  }
}

/** Ends the kept-alive connections; the table is not usable afterwards. */
export function closeTable(table: DynamoTable): void {
  table.documents.destroy()
}

/** True when the store answered a read within that time; never throws. */
export async function pingTable(table: DynamoTable, timeoutMs: number): Promise<boolean> {
  const read = new GetCommand({ TableName: table.name, Key: { pk: 'PING', sk: 'PING' } })
  try {
    await table.documents.send(read, { abortSignal: AbortSignal.timeout(timeoutMs) })
    return true
  } catch {
    return false
  }
}
