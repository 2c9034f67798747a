import { statefulByStack } from '../../lib/stateful-by-stack.ts'

// Prints what stateful.json must hold. Write it there only when a replacement is meant:
// docs/operations.md, "What must not be replaced".
console.log(JSON.stringify(statefulByStack(), undefined, 2))
