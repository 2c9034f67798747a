import { writeFileSync } from 'node:fs'
import { priceBook } from '../../core/plan/price-book.ts'
import { extended, findChanged, LOCK_PATH, readLock } from './price-book-lock.ts'

// Publishes the versions that are not locked yet; what is locked already must be as it was.
const lock = readLock()
const changed = findChanged(priceBook(), lock)
for (const fault of changed) console.error(fault)
if (changed.length > 0) process.exitCode = 1
else writeFileSync(LOCK_PATH, `${JSON.stringify(extended(priceBook(), lock), null, 2)}\n`)
