import type { Page } from '../page.ts'
import { presenceGraceMs, type World } from '../world.ts'

/** A list of who is here is sent once a second, and is under way for a moment. */
const toldWithinMs = 1_000 + 600

/** A page is killed: after the time of grace nobody who looks sees its owner here, and nobody else is gone. */
export async function faultsOfPresence(world: World): Promise<string[]> {
  const { pages, chance, network, clock } = world
  const victim = chance.pick(pages)
  const addresses = [...victim.handles.keys()].filter((address) => address.endsWith(' all'))
  const witness = pages.find((page) => isWitness(page, victim, addresses))
  if (witness === undefined) return []
  const isElsewhere = (address: string) =>
    pages.some((page) => page !== victim && page.owner === victim.owner && page.handles.has(address))
  world.lose(victim)
  pages.splice(pages.indexOf(victim), 1)
  victim.environment.die()
  network.cutMidFlight(victim.name)
  world.did('faults')
  await clock.advance(presenceGraceMs + toldWithinMs)
  return addresses.flatMap((address) => {
    const people = witness.handles.get(address)?.presence.people ?? []
    const isListed = people.some(({ id }) => id === victim.owner)
    if (!witness.handles.has(address) || isListed === isElsewhere(address)) return []
    return [`${witness.name}: ${victim.owner} was killed and is ${isListed ? 'still' : 'not'} said to be in ${address}`]
  })
}

function isWitness(page: Page, victim: Page, addresses: readonly string[]): boolean {
  return page.owner !== victim.owner && addresses.some((address) => page.handles.has(address))
}
