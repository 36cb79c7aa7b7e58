import type { ChannelContract, ChannelDescription } from '@parley/channel/client'
import type { HandleOf, RuleNameOf, ViewNameOf } from '@parley/client'
import { UsageError } from '@parley/client'
import type { LiveViewOf, StateOf } from '../shared/live-view.ts'
import type { Select } from '../shared/view-reader.ts'
import { useSharedView } from './use-shared-view.ts'

/**
 * `useView` for a component inside of `<Suspense>`: it is rendered when the server has answered, so there is a state. A refusal is thrown to the
 * nearest error boundary as a `ParleyError`. On a server the fallback is rendered, and the page goes on from there.
 */
export function useViewSuspense<
  Contract extends ChannelContract,
  First extends keyof Contract['views'],
  View extends ViewNameOf<Contract['views']> = First & ViewNameOf<Contract['views']>,
  Selected = never,
>(
  description: ChannelDescription<Contract, First>,
  key: string,
  view?: View,
  select?: (state: StateOf<HandleOf<Contract, RuleNameOf<Contract['views'], View>>>) => Selected,
): LiveViewOf<HandleOf<Contract, RuleNameOf<Contract['views'], View>>, Selected> {
  const { shared, reader } = useSharedView('useViewSuspense', description, key, view, select as Select)
  // React takes an error on a server for a component that only pages render, and sends the fallback.
  if (!shared.isPage)
    throw new UsageError('ERR_PARLEY_RENDER', 'A view is opened by pages, not while a server renders.')
  // Effects do not run while it waits, so it is opened by rendering.
  shared.touch()
  const { status, error } = shared.facts
  if (status === 'opening') throw shared.settled
  if (error !== undefined) throw error
  return reader.read(select as Select) as unknown as LiveViewOf<
    HandleOf<Contract, RuleNameOf<Contract['views'], View>>,
    Selected
  >
}
