import { expectTypeOf } from 'vitest'
import { type Notes, notes } from '../test/world.ts'
import { useCommand, useEvents, useSignal, useView, useViewSuspense } from './index.ts'

/** Never called: only its types matter. */
export function useTypes() {
  const view = useView(notes, 'a')
  expectTypeOf(view.state).toEqualTypeOf<Notes>()
  expectTypeOf(useViewSuspense(notes, 'a', 'notes').state).toEqualTypeOf<Notes>()
  expectTypeOf(useView(notes, 'a', 'notes', (state) => state.notes.length).state).toEqualTypeOf<number>()
  expectTypeOf(useCommand(view.commands.add).send).parameter(0).toEqualTypeOf<{ text: string }>()
  useSignal(view, 'wave', (data, from) => {
    expectTypeOf(data).toEqualTypeOf<{ hand: string }>()
    expectTypeOf(from.id).toEqualTypeOf<string>()
  })
  useEvents(view, (event) => expectTypeOf(event.type).toEqualTypeOf<'added' | 'titled'>())

  // @ts-expect-error no such view
  useView(notes, 'a', 'kitchen')
  // @ts-expect-error no such command
  view.commands.shout({ text: 'a' })
  // @ts-expect-error wrong input
  view.commands.add({ txt: 'a' })
  // @ts-expect-error no such signal
  useSignal(view, 'bow', () => {})
  // @ts-expect-error what was shown stays as it was
  view.status = 'open'
}
