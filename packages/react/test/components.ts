import { act, Component, createElement as h, type ReactNode } from 'react'
import { useConnection, useStatus, useView, useViewSuspense } from '../src/index.ts'
import { notes } from './world.ts'

interface HasNotes {
  readonly state: { readonly notes: readonly { readonly text: string }[] }
}

const textsOf = ({ state }: HasNotes) => state.notes.map(({ text }) => text).join()

/** `open [tea]` */
export function NotesView({ name = 'a' }: { readonly name?: string }) {
  const view = useView(notes, name)
  return h('p', null, `${view.status} [${textsOf(view)}]`)
}

/** A button that adds a note. */
export function Adding({ text }: { readonly text: string }) {
  const { commands } = useView(notes, 'a')
  return h('button', { type: 'button', onClick: () => void commands.add({ text }) }, 'Add')
}

export function StatusView() {
  const status = useStatus()
  return h('i', null, status.state === 'waiting' ? status.reason.code : status.state)
}

export function ConnectionView() {
  return h('u', null, useConnection() === undefined ? 'none' : 'made')
}

export function Suspending({ name = 'a' }: { readonly name?: string }) {
  const view = useViewSuspense(notes, name)
  return h('p', null, `${view.status} [${textsOf(view)}]`)
}

interface Thrown {
  readonly code?: string
  readonly message: string
}

/** Shows the code of what was thrown below it, as a button that tries again. */
export class Boundary extends Component<{ readonly children?: ReactNode }, { error: Thrown | undefined }> {
  override state: { error: Thrown | undefined } = { error: undefined }

  static getDerivedStateFromError(error: Thrown) {
    return { error }
  }

  override render() {
    const { error } = this.state
    if (error === undefined) return this.props.children
    const again = () => this.setState({ error: undefined })
    return h('button', { type: 'button', onClick: again }, error.code ?? error.message)
  }
}

export const press = (container: HTMLElement) => act(async () => container.querySelector('button')!.click())
