import { type ChannelContract, defineChannel, defineFold } from '@parley/channel'
import { describeChannel } from '@parley/channel/client'
import { memoryNetwork, memoryServer, virtualClock } from '@parley/testkit'
import { act, createElement, type ReactNode, StrictMode } from 'react'
import { createRoot, type Root } from 'react-dom/client'
import { z } from 'zod'
import { ParleyProvider } from '../src/index.ts'

export interface Notes {
  notes: { readonly text: string }[]
  title: { text: string }
}

const fold = defineFold({
  state: (): Notes => ({ notes: [], title: { text: 'Notes' } }),
  events: {
    added: (state, { text }: { text: string }) => void state.notes.push({ text }),
    titled: (state, { text }: { text: string }) => {
      state.title.text = text
    },
  },
})

export interface NotesContract extends ChannelContract {
  readonly commands: { add: { text: string }; title: { text: string } }
  readonly signals: { wave: { hand: string } }
  readonly views: { notes: { state: Notes; events: { added: { text: string }; titled: { text: string } } } }
}

export const notes = describeChannel<NotesContract>()('notes', { notes: fold })

const texts = z.object({ text: z.string() })

/** Channels `notes/<key>`; nobody may open `notes/secret`. */
const channel = defineChannel('notes', fold, {
  commands: {
    add: { input: texts, decide: (_state, { text }) => [{ type: 'added', data: { text } }] },
    title: { input: texts, decide: (_state, { text }) => [{ type: 'titled', data: { text } }] },
  },
  signals: { wave: { data: z.object({ hand: z.string() }) } },
  views: { notes: { presence: true, allow: (_state, _actor, key) => key !== 'secret' } },
})

/** React on a page of its own, a server in memory, and a clock that a test moves. */
export function world() {
  const clock = virtualClock(1_000_000)
  const network = memoryNetwork({ clock, latencyMs: [5, 5] })
  memoryServer({ channels: [channel], clock, network })
  const own = network.environment('ana')
  let dials = 0
  let opens = 0
  const environment = {
    ...own,
    openSocket: (...[url, on]: Parameters<typeof own.openSocket>) => {
      dials += 1
      const socket = own.openSocket(url, on)
      const send = (text: string) => {
        if (text.includes('"type":"open"')) opens += 1
        socket.send(text)
      }
      return { send, close: socket.close }
    },
  }
  const options = { environment }
  worlds += 1
  const url = `ws://host-${worlds}`
  const within = (...children: ReactNode[]) => createElement(ParleyProvider, { url, options }, ...children)
  const run = async (ms: number) => {
    // Promises settle between the steps.
    for (let left = ms; left > 0; left -= 5) await act(async () => clock.advance(Math.min(5, left)))
  }
  return { network, options, within, run, dialled: () => dials, opens: () => opens }
}

let worlds = 0

export interface Shown {
  readonly container: HTMLElement
  readonly root: Root
  readonly text: () => string
  readonly show: (node: ReactNode) => Promise<void>
  readonly unmount: () => Promise<void>
}

/** Renders as pages in development do, mounting everything twice. */
export async function show(node: ReactNode): Promise<Shown> {
  const container = document.createElement('div')
  const root = createRoot(container, { onCaughtError: () => {} })
  const show = (node: ReactNode) => act(async () => root.render(createElement(StrictMode, null, node)))
  await show(node)
  const unmount = () => act(async () => root.unmount())
  return { container, root, text: () => container.textContent ?? '', show, unmount }
}
