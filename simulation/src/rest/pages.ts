import { expectLevel } from '@parley/testkit'
import type { NotesView } from '../feature/notes.ts'
import type { Handle, Page } from '../page.ts'
import type { World } from '../world.ts'

export function isQuiet(page: Page): boolean {
  const handles = [...page.handles.values()]
  const isLive = page.connection.status.state === 'live'
  return isLive && handles.every((one) => (one.status === 'open' || isOut(one)) && !isWaiting(one.pending))
}

export function isLevel({ pages, ledger }: World): boolean {
  return pages.every(
    (page) => isQuiet(page) && [...page.handles.values()].every((one) => isOut(one) || isAtEnd(one, ledger)),
  )
}

function isAtEnd({ channel, view, position }: Handle, ledger: World['ledger']): boolean {
  return (
    position !== undefined && position.offset >= ledger.endOf(channel, view) && position.epoch === ledger.epoch(channel)
  )
}

/** Who was put out and let in again asks again. */
export function openRefusedAgain({ pages }: World): void {
  for (const page of pages) {
    for (const [address, handle] of [...page.handles]) {
      if (!isOut(handle)) continue
      page.close(address)
      page.open(keyOf(handle), handle.view as NotesView)
    }
  }
}

/** What is not as it must be where nothing stands in its way. */
export function complaintsOf(page: Page, world: World): string[] {
  const { state } = page.connection.status
  const complaints = state === 'live' ? [] : [`${page.name}: it is ${state}, though nothing stands in its way`]
  for (const handle of page.handles.values()) {
    const where = `${page.name}: ${handle.channel} ${handle.view}`
    if (isWaiting(handle.pending)) complaints.push(`${where}: ${handle.pending.length} commands are never answered`)
    if (world.ledger.mayRead(handle.channel, handle.view, page.owner))
      complaints.push(...faultsOfView(handle, where, world))
    else if (!isOut(handle)) complaints.push(`${where} is ${handle.status}, and ${page.owner} may not see it`)
  }
  return complaints
}

function faultsOfView(handle: Handle, where: string, world: World): string[] {
  const { channel, view, status, refusal } = handle
  const faults: string[] = []
  if (status !== 'open') faults.push(`${where} is ${status} (${refusal?.code}), though nothing stands in its way`)
  const [said, here] = [handle.presence.people.map(({ id }) => id).sort(), peopleIn(world, channel)]
  if (view === 'all' && said.join() !== here.join())
    faults.push(`${where}: ${said.join()} are said to be here, and ${here.join()} are`)
  try {
    expectLevel(handle, world.server)
  } catch (error) {
    faults.push(`${where}: ${error instanceof Error ? error.message : error}`)
  }
  return faults
}

/** The server says that this view is not for this person. */
function isOut({ status, refusal }: Handle): boolean {
  return (status === 'refused' || status === 'closed') && refusal?.code === 'not-allowed'
}

/** What was refused for good stays in the list until somebody looks; the rest waits for an answer. */
function isWaiting(pending: readonly { readonly failure?: unknown }[]): boolean {
  return pending.some(({ failure }) => failure === undefined)
}

/** Who has the view open that shows who is here. */
function peopleIn({ pages }: World, channel: string): string[] {
  const here = pages.filter(({ handles }) => handles.has(`${channel.slice('notes/'.length)} all`))
  return [...new Set(here.map(({ owner }) => owner))].sort()
}

function keyOf({ channel }: Handle): string {
  return channel.slice('notes/'.length)
}
