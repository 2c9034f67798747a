import { run } from '../local/run.ts'
import { serve } from '../local/serve.ts'

await run(serve)
