import type { Failing } from '@parley/elements/models'
import type { InboxHandle } from './handle.ts'

/** A command that was refused, and whose effect is gone from what is shown. */
export interface RefusedCommand {
  readonly name: string
  readonly input: unknown
  readonly failing: Failing
}

/** Tells of commands that were refused for good, once each, and forgets them: also of those that an earlier page has left. */
export function followRefusals(
  handle: Pick<InboxHandle, 'pending' | 'discard' | 'onChange'>,
  isOurs: (name: string) => boolean,
  tell: (refused: RefusedCommand) => void,
): () => void {
  const look = () => {
    for (const { id, name, input, failure } of handle.pending) {
      if (failure === undefined || !isOurs(name)) continue
      handle.discard(id)
      tell({ name, input, failing: failure })
    }
  }
  look()
  return handle.onChange(look)
}
