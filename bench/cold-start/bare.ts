import { DynamoDBClient } from '@aws-sdk/client-dynamodb'
import { DynamoDBDocumentClient, GetCommand } from '@aws-sdk/lib-dynamodb'

// The least that a function with the same store can be: the SDK's client, one read, one answer.
const { AWS_REGION: region = '', TABLE_NAME: TableName = '' } = process.env
const documents = DynamoDBDocumentClient.from(new DynamoDBClient({ region }))

export async function handler(): Promise<{ readonly statusCode: number; readonly body: string }> {
  await documents.send(new GetCommand({ TableName, Key: { pk: 'PING', sk: 'PING' } }))
  return { statusCode: 200, body: '{"status":"up"}' }
}
