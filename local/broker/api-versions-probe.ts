import { connect } from 'node:net'

const PATIENCE_MS = 2_000
/**
 * ApiVersions (key 18) version 0, correlation id 1, no client id: the one request that every broker answers before a log-in.
 * https://kafka.apache.org/protocol#The_Messages_ApiVersions
 */
const API_VERSIONS_REQUEST = Buffer.from([0, 0, 0, 10, 0, 18, 0, 0, 0, 0, 0, 1, 0xff, 0xff])

/** True when the listener on this loopback port speaks Kafka; false when it refuses or stays silent for two seconds. */
export function answersApiVersions(port: number): Promise<boolean> {
  return new Promise((resolve) => {
    const socket = connect({ host: '127.0.0.1', port })
    const finish = (answered: boolean) => {
      socket.destroy()
      resolve(answered)
    }
    socket.setTimeout(PATIENCE_MS, () => finish(false))
    socket.once('connect', () => socket.write(API_VERSIONS_REQUEST))
    socket.once('data', () => finish(true))
    socket.once('error', () => finish(false))
    socket.once('close', () => finish(false))
  })
}
