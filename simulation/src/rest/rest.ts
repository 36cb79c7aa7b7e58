import type { World } from '../world.ts'
import { faultsOfDocuments } from './documents.ts'
import { complaintsOf, isLevel, isQuiet, openRefusedAgain } from './pages.ts'
import { faultsOfPlans, isAllDone } from './plans.ts'
import { faultsOfPosts } from './posts.ts'
import { faultsOfPresence } from './presence.ts'

/** The longest that everything together may take to mend: back-off, a dead line that must be noticed, a goodbye. */
const mendsWithinMs = 240_000
/** Longer than any frame of a dead connection is under way, or a broken one goes unnoticed. */
const latestMs = 25_000
/** By then whoever left is no longer listed. */
const presenceMs = 10_000

/** Nothing fails any more. Everything that is under way arrives, everybody comes back, and all that must hold is looked at. */
export async function rest(world: World): Promise<void> {
  const { clock, network, disk, pages, violations } = world
  network.resume()
  network.reorder(0)
  disk.set()
  for (const { name } of pages) network.setOnline(name, true)
  // What is late comes now; lines that are broken without anybody knowing end.
  await clock.advance(latestMs)
  await until(world, mendsWithinMs, () => pages.every(isQuiet))
  // A late writer may have written behind the host's back; the next command makes it look.
  await knock(world)
  world.erasures.tryAgain()
  openRefusedAgain(world)
  await clock.advance(presenceMs)
  await until(world, mendsWithinMs, () => isLevel(world) && isAllDone(world))
  for (const page of pages) violations.push(...complaintsOf(page, world))
  violations.push(...faultsOfPosts(world), ...faultsOfPlans(world), ...strayReports(world))
  violations.push(...(await faultsOfDocuments(world)), ...(await faultsOfPresence(world)))
}

async function until({ clock }: World, atMostMs: number, holds: () => boolean): Promise<void> {
  for (let waited = 0; waited < atMostMs && !holds(); waited += 2_500) await clock.advance(2_500)
}

/** Mentions somebody, so that the server also looks for plans that a late writer left. */
async function knock({ pages, keys, clock }: World): Promise<void> {
  const [page] = pages
  if (page === undefined) return
  for (const key of keys) {
    page.open(key, 'all')
    const handle = page.handles.get(`${key} all`)
    if (handle === undefined) continue
    page.post(handle, { name: 'unlock', input: {} })
    page.post(handle, { name: 'add', input: { text: 'knock @ana', times: 1, remindInMs: 0 } })
  }
  await clock.advance(5_000)
}

/** A server says when its store fails; anything else it would log is a fault of ours. */
function strayReports({ server, network }: World): string[] {
  const strays = server.reports.filter((report) => !report.includes('StoreError'))
  return [...strays, ...network.reports.map(String)].map((report) => `reported: ${report}`)
}
