import { lockHome } from '../../../local/home/home-lock.ts'
import { homePaths } from '../../../local/home/home-paths.ts'

// A process that takes the lock of the home named by its argument, says so and keeps it until it is killed.
await lockHome(homePaths(process.argv[2] ?? ''))
console.log('locked')
setInterval(() => {}, 1_000)
