import { writeFileSync } from 'node:fs'
import { periodOf } from '../../core/invoice/period.ts'
import { priceBook } from '../../core/plan/price-book.ts'
import { extended, findChanged, LOCK_PATH, readLock } from './price-book-lock.ts'

// Publishes the versions that are not locked yet, from next month on; what is locked already must be as it was.
const lock = extended(priceBook(), readLock(), periodOf(Date.now()))
const changed = findChanged(priceBook(), lock)
for (const fault of changed) console.error(fault)
if (changed.length > 0) process.exitCode = 1
else writeFileSync(LOCK_PATH, `${JSON.stringify(lock, null, 2)}\n`)
