import { findFaults } from './find-faults.ts'
import { registryHostOf } from './forbidden-words.ts'
import { readSourceTree } from './source-tree.ts'

// npm hands its scripts the registry it is set to, when that is not its own default.
const registryHost = registryHostOf(process.env.npm_config_registry)
const { faults, summary } = findFaults(readSourceTree(process.cwd()), registryHost)
for (const fault of faults) console.error(fault)
console.log(summary)
process.exitCode = faults.length > 0 ? 1 : 0
