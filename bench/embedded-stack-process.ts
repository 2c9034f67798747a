import type { EmbeddedParts } from '../local/parts.ts'
import { serve } from '../local/serve.ts'
import { start } from '../local/start.ts'

let parts: EmbeddedParts | undefined
const running = await start({
  env: process.env,
  print: () => {},
  serve: (embedded, listen, settings) => {
    parts = embedded
    return serve(embedded, listen, settings)
  },
})

const end = () => void running.stop().then(() => process.exit(0))
process.once('message', end)
process.once('disconnect', end)
process.send?.({
  apiUrl: running.localJson.apiUrl,
  outboxPath: parts?.outboxPath,
  cluster: parts?.clusters[0],
})
