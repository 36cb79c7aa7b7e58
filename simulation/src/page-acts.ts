// What people do: they write, look, come and go.
import { notesViews } from './feature/notes.ts'
import { noteId } from './feature/notes-folds.ts'
import type { Handle, Page } from './page.ts'
import type { Wish } from './post.ts'
import { owners, type World } from './world.ts'

export function aPage({ chance, pages }: World): Page {
  return chance.pick(pages)
}

export function add(world: World, step: string): void {
  const { chance } = world
  give(world, (page) => ({
    name: 'add',
    input: {
      text: textOf(world, `${step} of ${page.name}`),
      times: chance.pick([1, 1, 2, 3]),
      remindInMs: delayOf(world),
    },
  }))
}

export function burst(world: World, step: number): void {
  for (let count = world.chance.integer(4, 24); count > 0; count--) add(world, `${step}.${count}`)
}

export function lock(world: World): void {
  give(world, () => ({ name: world.chance.pick(['lock', 'unlock']), input: {} }))
}

/** Drops a note, or puts its reminder off: one that is there, or was. */
export function handleNote(world: World): void {
  const { chance, ledger } = world
  give(world, (_page, { channel }) => {
    const added = ledger.events(channel).filter((event) => event.type === 'added')
    const newest = added.slice(-8)
    const note = newest.length === 0 ? 'none' : noteId(chance.pick(newest).data)
    if (chance.chance(0.5)) return { name: 'drop', input: { note } }
    return { name: 'snooze', input: { note, forMs: chance.integer(50, chance.pick([500, 20_000])) } }
  })
}

/** Lets somebody into a circle, or puts somebody out. */
export function changeCircle(world: World): void {
  const { chance } = world
  give(world, () => ({ name: chance.pick(['join', 'join', 'leave']), input: { whom: chance.pick(owners) } }))
}

export function wave(world: World): void {
  for (const handle of aPage(world).handles.values())
    handle.signals.wave({ hand: world.chance.pick(['left', 'right']) })
  world.did('requests')
}

export function read(world: World): void {
  const page = aPage(world)
  for (const handle of page.handles.values()) {
    const end = handle.position?.offset ?? 0
    page.read(handle, world.chance.integer(1, end + 1), world.chance.integer(1, 30))
    world.did('requests')
  }
}

export function find(world: World): void {
  const { chance, ledger } = world
  const page = aPage(world)
  for (const handle of page.handles.values()) {
    if (handle.view !== 'all' && handle.view !== 'circle') continue
    const ids = [...ledger.consequences.documents(handle.channel).keys()].slice(-20)
    const limit = chance.integer(1, 20)
    const id = ids.length === 0 ? 'none' : chance.pick(ids)
    page.find(handle, chance.pick([{ id }, { limit }, { limit, search: chance.pick(searches) }]))
    world.did('requests')
  }
}

/** Words that some notes have. */
export const searches: readonly string[] = ['of', 'ana', 'of ben 1', '회의', 'nowhere']

export function openOrClose(world: World): void {
  const page = aPage(world)
  const address = [...page.handles.keys()].at(0)
  if (address !== undefined && world.chance.chance(0.3)) page.close(address)
  else page.open(world.chance.pick(world.keys), world.chance.pick(notesViews))
  world.did('requests')
}

/** Asks again for what was refused or ended. */
export function openAgain(world: World): void {
  const page = aPage(world)
  for (const [address, { channel, view, status }] of [...page.handles]) {
    if (status !== 'refused' && status !== 'closed') continue
    page.close(address)
    page.open(channel.slice('notes/'.length), view as 'circle')
    world.did('requests')
  }
}

/** A page is closed: it says so, or it is just gone, and what it still wanted may happen or not. */
export function leave(world: World): void {
  const { chance, network, pages } = world
  if (pages.length < 3) return
  const page = aPage(world)
  world.lose(page)
  pages.splice(pages.indexOf(page), 1)
  if (chance.chance(0.5)) {
    page.connection.close()
  } else {
    page.environment.die()
    network.cut(page.name)
  }
  world.did('requests')
}

/** Gives a command in one of the channels that a page has open, if it has any. */
function give(world: World, wish: (page: Page, handle: Handle) => Wish): void {
  const page = aPage(world)
  const handles = [...page.handles.values()]
  if (handles.length === 0) return
  const handle = world.chance.pick(handles)
  page.post(handle, wish(page, handle))
}

/** Some notes are secret, some mention somebody, some are to be found by a word in Korean. */
function textOf({ chance }: World, text: string): string {
  const start = chance.chance(0.3) ? '_' : ''
  const mention = chance.chance(0.25) ? ` @${chance.pick(owners)}` : ''
  return `${start}${text}${mention}${chance.chance(0.2) ? ' 회의를' : ''}`
}

/** In how long it reminds: soon, after a crash or two, or not in this life. */
function delayOf({ chance }: World): number {
  return chance.chance(0.2) ? chance.integer(1, chance.pick([500, 20_000, 400_000])) : 0
}
