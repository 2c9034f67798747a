/** What the clients of one tenant do, all at the same time as those of the others. */
export interface Scenario {
  readonly name: string
  readonly credentials: number
  /** How many of them send as fast as they may. */
  readonly busy: number
  /** Clients of each busy credential, each with a client id and a connection of its own. */
  readonly clients: number
  /** To one partition, which one broker leads, or to all. */
  readonly partitions: 'one' | 'all'
  /** Each batch over a connection of its own: brokers hold connections back, and only once a request is carried out. */
  readonly restless?: true
}

const alone = { clients: 1, partitions: 'one' } as const

export const SCENARIOS: readonly Scenario[] = [
  { name: '1 credential, one partition', credentials: 1, busy: 1, ...alone },
  { name: '1 credential, all partitions', credentials: 1, busy: 1, clients: 1, partitions: 'all' },
  { name: '2 credentials, one busy, one partition', credentials: 2, busy: 1, ...alone },
  { name: '2 credentials, both busy', credentials: 2, busy: 2, clients: 1, partitions: 'all' },
  { name: '5 credentials, one busy, one partition', credentials: 5, busy: 1, ...alone },
  { name: '5 credentials, all busy', credentials: 5, busy: 5, clients: 1, partitions: 'all' },
  { name: '1 credential, 20 client ids', credentials: 1, busy: 1, clients: 20, partitions: 'all' },
  {
    name: '1 credential, a connection for each batch',
    credentials: 1,
    busy: 1,
    clients: 1,
    partitions: 'one',
    restless: true,
  },
]
