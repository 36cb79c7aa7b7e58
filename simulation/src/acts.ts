import * as people from './page-acts.ts'
import * as trouble from './trouble.ts'
import type { World } from './world.ts'

/** Something that happens, with how often it does beside the others. */
interface Act {
  readonly weight: number
  readonly run: (world: World, step: number) => void
}

const acts: readonly Act[] = [
  { weight: 24, run: (world, step) => people.add(world, `${step}`) },
  { weight: 5, run: people.burst },
  { weight: 3, run: people.lock },
  { weight: 6, run: people.handleNote },
  { weight: 6, run: people.changeCircle },
  { weight: 4, run: people.wave },
  { weight: 4, run: people.read },
  { weight: 4, run: people.find },
  { weight: 4, run: people.openOrClose },
  { weight: 3, run: people.openAgain },
  { weight: 2, run: (world, step) => void world.enter(`fay-${step}/1`) },
  { weight: 2, run: people.leave },
  { weight: 1, run: (world) => world.erase() },
  // The network.
  { weight: 3, run: fault(trouble.cut) },
  { weight: 4, run: fault(trouble.cutMidFlight) },
  { weight: 2, run: fault(trouble.drop) },
  { weight: 3, run: fault(trouble.duplicate) },
  { weight: 2, run: fault(trouble.reorder) },
  { weight: 3, run: fault(trouble.stall) },
  { weight: 1, run: fault(trouble.refuse) },
  { weight: 1, run: fault(trouble.offline) },
  // The server and its disk.
  { weight: 3, run: fault(trouble.crash) },
  { weight: 1, run: fault(trouble.restart) },
  { weight: 4, run: fault(trouble.spoilDisk) },
  { weight: 1, run: fault(trouble.fillDisk) },
  // Time, and the pages.
  { weight: 1, run: fault(trouble.shiftServerClock) },
  { weight: 1, run: fault(trouble.shiftClock) },
  { weight: 2, run: fault(trouble.reload) },
]

const sum = acts.reduce((all, { weight }) => all + weight, 0)

/** Does one thing that chance picks. */
export function act(world: World, step: number): void {
  let at = world.chance.integer(1, sum)
  for (const { weight, run } of acts) {
    at -= weight
    if (at > 0) continue
    run(world, step)
    return
  }
}

function fault(run: (world: World) => void): (world: World) => void {
  return (world) => {
    run(world)
    world.did('faults')
  }
}
