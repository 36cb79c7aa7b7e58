// Which parts of the code under test have run, from V8's precise coverage. It sees each `if`, so an input that gets into
// a place where none was before is noticed and kept.
import { type Profiler, Session } from 'node:inspector'

const UNDER_TEST = /\/(?:packages\/|@parley\/)(websocket|socket)\/(?:dist|src)\/.*\.[jt]s$/

interface Script {
  /** For each character of the file: has it run? */
  ran: Uint8Array
  /** Whether the function that starts there has run. */
  readonly functions: Map<string, boolean>
  /** First characters of all blocks that V8 told of. */
  readonly blocks: Set<number>
}

export interface CoverageFigures {
  readonly functions: number
  readonly allFunctions: number
  readonly blocks: number
  readonly allBlocks: number
}

export class Coverage {
  readonly #session = new Session()
  readonly #scripts = new Map<string, Script>()

  start(): void {
    this.#session.connect()
    this.#session.post('Profiler.enable')
    this.#session.post('Profiler.startPreciseCoverage', { callCount: true, detailed: true })
  }

  stop(): void {
    this.#session.disconnect()
  }

  /** Takes what ran since the last time; returns how much of it had never run before. It counts as new until it is noted. */
  take(note: 'note' | 'look'): number {
    let fresh = 0
    // The callback of an inspector in the same thread comes before `post` returns.
    this.#session.post('Profiler.takePreciseCoverage', (error, answer) => {
      if (error !== null) throw error
      for (const script of answer.result) {
        if (UNDER_TEST.test(script.url)) fresh += this.#add(script, note === 'note')
      }
    })
    return fresh
  }

  figures(): CoverageFigures {
    const sum = { functions: 0, allFunctions: 0, blocks: 0, allBlocks: 0 }
    for (const { ran, functions, blocks } of this.#scripts.values()) {
      sum.allFunctions += functions.size
      sum.allBlocks += blocks.size
      for (const hasRun of functions.values()) sum.functions += hasRun ? 1 : 0
      for (const start of blocks) sum.blocks += ran[start] === 1 ? 1 : 0
    }
    return sum
  }

  #add({ url, functions }: Profiler.ScriptCoverage, note: boolean): number {
    const size = Math.max(...functions.flatMap(({ ranges }) => ranges.map(({ endOffset }) => endOffset)))
    const script = this.#scripts.get(url) ?? { ran: new Uint8Array(0), functions: new Map(), blocks: new Set() }
    this.#scripts.set(url, script)
    if (script.ran.length < size) {
      const wider = new Uint8Array(size)
      wider.set(script.ran)
      script.ran = wider
    }
    // Outer functions come first, and so do outer ranges: what lies within says otherwise than what is around it.
    const paint = new Uint8Array(size)
    for (const { functionName, ranges } of functions) {
      const [whole] = ranges
      if (whole === undefined) continue
      const id = `${functionName}:${whole.startOffset}`
      script.functions.set(id, script.functions.get(id) === true || whole.count > 0)
      for (const { startOffset, endOffset, count } of ranges) {
        script.blocks.add(startOffset)
        paint.fill(count > 0 ? 1 : 0, startOffset, endOffset)
      }
    }
    let fresh = 0
    for (let at = 0; at < size; at++) {
      if (paint[at] === 0 || script.ran[at] === 1) continue
      if (note) script.ran[at] = 1
      fresh++
    }
    return fresh
  }
}
