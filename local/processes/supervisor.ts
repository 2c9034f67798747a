import { setTimeout as sleep } from 'node:timers/promises'
import { StartupError } from '../startup-error.ts'
import { type ChildRun, type ChildSpec, runChild } from './child.ts'
import type { ProcessRecords } from './process-records.ts'
import { tellingLine } from './telling-line.ts'

/** A machine that has much else to do may take minutes for three brokers. */
const READY_PATIENCE_MS = 240_000
const PROBE_EVERY_MS = 500
/** The first pause is long enough for a /health asked every second to show the death. */
const FIRST_PAUSE_MS = 3_000
const LONGEST_PAUSE_MS = 30_000
/** A child that ran this long had recovered: its next death starts with the first pause again. */
const STEADY_MS = 60_000
/** A stop must end within ten seconds in all. */
const END_PATIENCE_MS = 6_000

/** Keeps one child running until it is told to stop, and knows whether it answers. */
export class Supervisor {
  readonly #spec: ChildSpec
  readonly #records: ProcessRecords
  #run: ChildRun | undefined
  /** The run that printed its ready line and has not ended. */
  #readyRun: ChildRun | undefined
  #answers = false
  #pauseMs = FIRST_PAUSE_MS
  readonly #stopping = new AbortController()

  constructor(spec: ChildSpec, records: ProcessRecords) {
    this.#spec = spec
    this.#records = records
  }

  /**
   * Starts the child for the first time; from then on its death means a restart.
   * @throws StartupError with the last line of its log when it does not become ready.
   */
  async start(): Promise<void> {
    const run = this.#begin()
    if (!(await this.#becomesReady(run))) throw this.#explainFailure(run)
    void this.#keepRunning(run)
    void this.#keepProbing()
  }

  health(): 'up' | 'down' {
    return this.#readyRun !== undefined && this.#answers ? 'up' : 'down'
  }

  /** Asks the child to end, then makes it. */
  async stop(): Promise<void> {
    this.#stopping.abort()
    this.#readyRun = undefined
    const run = this.#run
    if (run === undefined) return
    run.end()
    const timer = setTimeout(() => run.kill(), END_PATIENCE_MS)
    await run.ended
    clearTimeout(timer)
  }

  #begin(): ChildRun {
    if (this.#stopping.signal.aborted)
      throw new StartupError(`The ${this.#spec.name} was told to stop while it was starting.`)
    const run = runChild(this.#spec, this.#records)
    this.#run = run
    void run.ended.then(() => {
      if (this.#readyRun === run) this.#readyRun = undefined
    })
    return run
  }

  async #becomesReady(run: ChildRun): Promise<boolean> {
    const timer = setTimeout(() => run.kill(), READY_PATIENCE_MS)
    const outcome = await run.readyOrEnded
    clearTimeout(timer)
    if (outcome === 'ended' || this.#stopping.signal.aborted) return false
    this.#readyRun = run
    this.#answers = true
    return true
  }

  async #keepRunning(first: ChildRun): Promise<void> {
    for (let run = first; ; ) {
      const begin = performance.now()
      await run.ended
      if (performance.now() - begin > STEADY_MS) this.#pauseMs = FIRST_PAUSE_MS
      if (!(await this.#pause(this.#pauseMs))) return
      this.#pauseMs = Math.min(2 * this.#pauseMs, LONGEST_PAUSE_MS)
      run = this.#begin()
      await this.#becomesReady(run)
    }
  }

  async #keepProbing(): Promise<void> {
    while (await this.#pause(PROBE_EVERY_MS)) {
      const run = this.#readyRun
      const answered = await this.#spec.probe()
      // A probe that was on its way while the child was replaced says nothing about the new one.
      if (this.#readyRun === run) this.#answers = answered
    }
  }

  /** Waits; false when the stop came. */
  async #pause(pauseMs: number): Promise<boolean> {
    try {
      await sleep(pauseMs, undefined, { signal: this.#stopping.signal })
      return true
    } catch {
      return false
    }
  }

  #explainFailure(run: ChildRun): StartupError {
    return new StartupError(
      `The ${this.#spec.name} ended while it was starting (${tellingLine(run.log.tail())}): see ${run.log.path}, mend what it names and start again.`,
    )
  }
}
