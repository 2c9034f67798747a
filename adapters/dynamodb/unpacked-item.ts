import * as z from 'zod'
import { ServiceError } from '../../core/kernel/service-error.ts'
import { type RawItem, readItem } from './items.ts'
import { unpack } from './packed-document.ts'

const packedSchema = z.instanceof(Uint8Array)

/** The same item with its document unpacked. */
export function unpackedItem(item: RawItem): RawItem {
  const packed = readItem(packedSchema, item)
  try {
    return { ...item, data: unpack(packed) }
  } catch (cause) {
    throw new ServiceError('internal', 'A stored METER cannot be unpacked.', { cause })
  }
}
