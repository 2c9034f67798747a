import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as delay } from 'node:timers/promises'
import { openHome } from '../../local/home/open-home.ts'
import { prepareJars } from '../../local/jars/prepare-jars.ts'
import { requireJava } from '../../local/java/toolchain.ts'
import { chooseFreePorts } from '../../local/ports.ts'
import { runChild } from '../../local/processes/child.ts'
import { readSettings } from '../../local/settings.ts'
import { storeProcess } from '../../local/store/store-process.ts'

const PAUSE_MS = 100
const PROBES_MAX = 400

/** The store of the embedded mode, in a home of its own. */
export async function startStore(): Promise<{ readonly port: number; stop(): Promise<void> }> {
  const home = mkdtempSync(join(tmpdir(), 'headgate-bench-'))
  const { env } = process
  const java = await requireJava(env)
  const signal = AbortSignal.timeout(600_000)
  const jars = await prepareJars({ cache: readSettings(env).cache, env, signal, note: () => {} })
  const [port] = await chooseFreePorts(1)
  if (port === undefined) throw new Error('There is no free port.')
  const spec = storeProcess(port, { paths: openHome(home), java, jars })
  const child = runChild(spec, { add() {}, remove() {} })
  await child.readyOrEnded
  for (let probes = 0; !(await spec.probe()); probes += 1) {
    if (probes === PROBES_MAX) throw new Error('The store does not answer.')
    await delay(PAUSE_MS)
  }
  return {
    port,
    async stop() {
      child.kill()
      await child.ended
      rmSync(home, { recursive: true, force: true })
    },
  }
}
