import { createAPI, type Reader, ResponseError, Writer } from '@platformatic/kafka'
import type { GroupTally } from '../../core/reconcile/drift/group-tally.ts'
import type { AdminRequests } from './admin-requests.ts'
import { NONE } from './error-codes.ts'

const LIST_GROUPS = 16
const VERSION = 4
const WITHOUT_MEMBERS: readonly string[] = ['Empty', 'Dead']

/**
 * Counts the groups that a broker coordinates, of every protocol; false when it does not know all of them now. The answer
 * is counted as it is read: there may be millions, and the library would make an object of each. The format:
 * https://kafka.apache.org/protocol#The_Messages_ListGroups
 */
export async function listGroupsInto(broker: AdminRequests, tally: GroupTally): Promise<boolean> {
  const read = (_id: number, key: number, version: number, reader: Reader): number => {
    reader.readInt32()
    const code = reader.readInt16()
    reader.readArray((group) => {
      const name = group.readString()
      group.readString()
      tally.add(name, !WITHOUT_MEMBERS.includes(group.readString()))
    })
    reader.readTaggedFields()
    if (code === NONE) return code
    throw new ResponseError(key, version, { '/': [code, null] }, code)
  }
  const api = createAPI<[], number>(LIST_GROUPS, VERSION, everyState, read)
  return (await broker.ask(api)) === NONE
}

function everyState(): Writer {
  return Writer.create()
    .appendArray([], () => {}, true, false)
    .appendTaggedFields()
}
