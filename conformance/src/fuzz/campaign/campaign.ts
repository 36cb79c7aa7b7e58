// The search of one target: change an input that is known, run it, keep what went a new way.
import { performance } from 'node:perf_hooks'
import type { Random } from '../input/random.ts'
import type { Target } from '../targets/target.ts'
import type { Coverage, CoverageFigures } from './coverage.ts'
import { minimise } from './minimise.ts'
import { runInput } from './run-input.ts'

/** Coverage is read once for so many inputs; reading it costs as much as many of them. */
const BATCH = 50
/** Memory outside of the heap may grow by so much while a target runs: its limits are small, so what it holds is, too. */
const MOST_EXTERNAL_BYTES = 128 * 1024 * 1024
const MOST_INPUT_BYTES = 80 * 1024
const MOST_KNOWN = 4000

export interface Progress extends CoverageFigures {
  readonly target: string
  readonly inputs: number
  readonly seconds: number
  readonly corpus: number
  /** Inputs that ran something new, or ended in a new way, since the beginning. */
  readonly fresh: number
}

export interface Finding {
  readonly target: string
  readonly problem: string
  readonly input: Uint8Array
}

export interface CampaignOptions {
  readonly target: Target
  readonly known: readonly Uint8Array[]
  readonly random: Random
  readonly seconds: number
  readonly coverage: Coverage
  /** Called before an input runs, so that another thread can tell what it was if it never ends. */
  readonly onInput: (input: Uint8Array) => void
  readonly onProgress: (progress: Progress) => void
  /** Called for an input that ran something new, in its shortest form. */
  readonly onFresh?: ((input: Uint8Array) => void) | undefined
}

const REPORT_MS = 3000
const MINIMISE_TRIES = 2000
/** An input that takes long is tried a few times only. */
const SLOW_TRIES = 20
const FRESH_TRIES = 100

/** Searches until the time is over or something is found. */
export async function search(options: CampaignOptions): Promise<Finding | undefined> {
  const { target, coverage, random, onInput } = options
  const began = performance.now()
  const memory = process.memoryUsage().external
  const seen = new Set<string>()
  const known: Uint8Array[] = []
  let queue: Uint8Array[] = [...options.known, ...target.seeds()]
  const given = new Set(queue)
  let inputs = 0
  let fresh = 0
  let reported = began

  const run = async (input: Uint8Array) => {
    inputs++
    onInput(input)
    return await runInput(target, input)
  }
  const report = (): void => {
    const seconds = (performance.now() - began) / 1000
    options.onProgress({ target: target.name, inputs, seconds, corpus: known.length, fresh, ...coverage.figures() })
  }
  const keep = (input: Uint8Array): void => {
    fresh++
    if (known.length < MOST_KNOWN) known.push(input)
    else known[random.below(known.length)] = input
  }
  const stillRuns = async (input: Uint8Array, places: number): Promise<boolean> => {
    const { ok } = await run(input)
    return coverage.take('look') >= places && ok
  }
  /** One input at a time, to find those among a batch to which the new code is due. */
  const keepWhatIsNew = async (batch: readonly Uint8Array[]): Promise<void> => {
    for (const input of batch) {
      await run(input)
      const places = coverage.take('look')
      if (places === 0) continue
      const isFound = options.onFresh !== undefined && !given.has(input)
      const kept = isFound ? await minimise(input, (shorter) => stillRuns(shorter, places), FRESH_TRIES) : input
      await run(kept)
      coverage.take('note')
      keep(kept)
      if (isFound) options.onFresh?.(kept)
    }
  }

  while (performance.now() - began < options.seconds * 1000 || queue.length > 0) {
    const batch =
      queue.length > 0 ? queue.slice(0, BATCH) : Array.from({ length: BATCH }, () => nextInput(target, known, random))
    queue = queue.slice(BATCH)
    for (const input of batch) {
      const outcome = await run(input)
      if (!outcome.ok) return await shortest(target, input, outcome.problem, onInput)
      if (seen.has(outcome.signature)) continue
      seen.add(outcome.signature)
      keep(input)
    }
    if (coverage.take('look') > 0) await keepWhatIsNew(batch)
    const held = process.memoryUsage().external - memory
    if (held > MOST_EXTERNAL_BYTES) {
      return { target: target.name, problem: `${held} bytes are held outside of the heap`, input: batch.at(-1)! }
    }
    if (performance.now() - reported >= REPORT_MS) {
      reported = performance.now()
      report()
    }
  }
  // The last word is never older than the last input.
  report()
  return undefined
}

function nextInput(target: Target, known: readonly Uint8Array[], random: Random): Uint8Array {
  let input = shorterOf(pickKnown(known, random), pickKnown(known, random), random)
  for (let rounds = random.oneIn(3) ? random.between(2, 5) : 1; rounds > 0; rounds--) {
    input = target.mutate(input, random, shorterOf(random.pick(known), random.pick(known), random))
  }
  return input.subarray(0, MOST_INPUT_BYTES)
}

/** Late finds are the ways that were tried least. */
function pickKnown(known: readonly Uint8Array[], random: Random): Uint8Array {
  return random.oneIn(2) ? random.pick(known) : known[known.length - 1 - random.below(Math.min(known.length, 20))]!
}

/** Long inputs take long; the same time tries many short ones. */
function shorterOf(one: Uint8Array, two: Uint8Array, random: Random): Uint8Array {
  return one.length <= two.length !== random.oneIn(8) ? one : two
}

async function shortest(
  target: Target,
  input: Uint8Array,
  problem: string,
  onInput: (input: Uint8Array) => void,
): Promise<Finding> {
  let last = problem
  const isStillSo = async (candidate: Uint8Array): Promise<boolean> => {
    onInput(candidate)
    const outcome = await runInput(target, candidate)
    if (outcome.ok || kindOf(outcome.problem) !== kindOf(problem)) return false
    last = outcome.problem
    return true
  }
  const tries = problem.startsWith('slow') ? SLOW_TRIES : MINIMISE_TRIES
  return { target: target.name, input: await minimise(input, isStillSo, tries), problem: last }
}

/** What stays the same about a problem while its input gets shorter. */
function kindOf(problem: string): string {
  return problem
    .split('\n', 1)[0]!
    .replace(/[:,].*$/, '')
    .replace(/\d+/g, 'n')
}
