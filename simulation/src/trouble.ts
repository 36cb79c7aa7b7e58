// What goes wrong: on the network, at the server and its disk, with clocks.
import { aPage } from './page-acts.ts'
import type { World } from './world.ts'

export function cut(world: World): void {
  world.network.cut(someName(world))
}

export function cutMidFlight(world: World): void {
  world.network.cutMidFlight(someName(world))
}

export function drop(world: World): void {
  world.network.drop(aPage(world).name, world.chance.integer(1_000, 15_000))
}

export function duplicate(world: World): void {
  const { name } = aPage(world)
  world.late.add(name)
  world.network.duplicate(name, world.chance.integer(0, 20_000))
}

export function reorder({ network, chance }: World): void {
  network.reorder(chance.pick([0, 50, 1_000]))
}

/** A pulled cable, for one or for all, that is put back by itself. */
export function stall(world: World): void {
  const name = someName(world)
  world.network.stall(name)
  world.clock.setTimer(() => world.network.resume(name), world.chance.pick([500, 5_000, 60_000]))
}

export function refuse({ network, chance }: World): void {
  network.refuse(chance.integer(100, 5_000))
}

export function offline(world: World): void {
  const { name } = aPage(world)
  world.network.setOnline(name, false)
  world.clock.setTimer(() => world.network.setOnline(name, true), world.chance.integer(100, 20_000))
}

export function crash({ server, chance }: World): void {
  server.crash(chance.pick(['lost', 'late']))
}

export function restart({ server, chance }: World): void {
  void server.restart(chance.integer(0, 3_000))
}

/** The disk becomes a bad one, or another kind of bad. */
export function spoilDisk({ disk, chance }: World): void {
  disk.set({
    commitMs: [0, chance.pick([0, 20, 800])],
    readMs: [0, chance.pick([0, 50, 400])],
    rejects: chance.pick([0, 0.2]),
    losesAnswers: chance.pick([0, 0.2]),
    failsReads: chance.pick([0, 0.2]),
  })
}

export function fillDisk({ disk, chance }: World): void {
  disk.fill(chance.integer(100, 8_000))
}

export function shiftServerClock(world: World): void {
  world.shiftServerClock(world.chance.integer(-600_000, 600_000))
}

export function shiftClock(world: World): void {
  aPage(world).environment.shiftClock(world.chance.integer(-600_000, 600_000))
}

export function reload(world: World): void {
  const page = aPage(world)
  world.lose(page)
  // What the old page sent may still arrive, before or after what the new one sends.
  if (world.chance.chance(0.5)) world.network.cutMidFlight(page.name)
  else world.network.cut(page.name)
  page.reload()
}

/** One page, or all of them. */
function someName(world: World): string | undefined {
  return world.chance.chance(0.3) ? undefined : aPage(world).name
}
