import { statefulByStack } from '../../lib/stateful-by-stack.ts'

// Prints what stateful.json must hold. Write it there only when a replacement is meant, and say so in the change log.
console.log(JSON.stringify(statefulByStack(), undefined, 2))
