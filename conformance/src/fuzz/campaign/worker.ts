// The thread in which one target is searched; `watch.ts` starts it and looks after it.
import { parentPort, workerData } from 'node:worker_threads'
import { Random } from '../input/random.ts'
import { targetNamed } from '../targets/index.ts'
import { search } from './campaign.ts'
import { keepInput, loadCorpus } from './corpus.ts'
import { Coverage } from './coverage.ts'
import { SharedInput } from './shared-input.ts'
import type { Orders, Report } from './watch.ts'

const orders = workerData as Orders
const shared = new SharedInput(orders.memory)
const coverage = new Coverage()
const target = targetNamed(orders.target)
const say = (report: Report): void => parentPort?.postMessage(report)

coverage.start()
const finding = await search({
  target,
  known: loadCorpus(orders.corpus, target.name),
  random: new Random(orders.seed),
  seconds: orders.seconds,
  coverage,
  onInput: (input) => shared.write(input),
  onProgress: (progress) => say({ type: 'progress', progress }),
  onFresh: orders.keeps ? (input) => void keepInput(orders.corpus, target.name, input) : undefined,
})
coverage.stop()
say({ type: 'done', finding })
// Closed from outside would be too late for what peers left behind: timers and sockets of theirs.
process.exit(0)
