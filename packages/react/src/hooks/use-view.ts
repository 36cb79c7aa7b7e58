import type { ChannelContract, ChannelDescription } from '@parley/channel/client'
import type { HandleOf, RuleNameOf, ViewNameOf } from '@parley/client'
import type { LiveViewOf, StateOf } from '../shared/live-view.ts'
import type { Select } from '../shared/view-reader.ts'
import { useSharedView } from './use-shared-view.ts'

/**
 * Opens a view of a channel, `useView(chatRoom, 'general')`, and renders again with each change of it. Components that use the same view share it. `description`
 * is made once, outside of components. With `select` the component sees only that part of the state, and
 * is rendered again for it, for `presence`, `pending` and `status`, and for nothing else of the state.
 */
export function useView<
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
  const { seen } = useSharedView('useView', description, key, view, select as Select)
  return seen as unknown as LiveViewOf<HandleOf<Contract, RuleNameOf<Contract['views'], View>>, Selected>
}
