import { useMemo, useSyncExternalStore } from 'react'
import { useShared } from '../provider.ts'
import type { AnyDescription, AnyView } from '../shared/live-view.ts'
import type { SharedView } from '../shared/shared-view.ts'
import { type Select, ViewReader } from '../shared/view-reader.ts'

/** A view and how a component sees it, for the hooks that give it to components. */
export function useSharedView(
  hook: string,
  description: AnyDescription,
  key: string,
  view: string | undefined,
  select: Select,
): { readonly shared: SharedView; readonly seen: AnyView; readonly reader: ViewReader } {
  const shared = useShared(hook).view(description, key, view)
  const reader = useMemo(() => new ViewReader(shared), [shared])
  const seen = useSyncExternalStore(
    shared.subscribe,
    () => reader.read(select),
    () => reader.readEmpty(select),
  )
  return { shared, seen, reader }
}
