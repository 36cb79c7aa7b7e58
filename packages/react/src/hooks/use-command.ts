import { type CommandReceipt, ParleyError } from '@parley/client'
import { useCallback, useState } from 'react'

/** One command as a form uses it. */
export interface CommandState<Input> {
  /** Sends it. What it gives may be awaited, or ignored. */
  readonly send: (input: Input) => CommandReceipt
  /** Whether any that was sent from here has no answer yet. */
  readonly isPending: boolean
  /** Why the last that was answered was refused. `undefined` after one that took effect, and once another is sent. */
  readonly error: ParleyError | undefined
  /** Forgets the error. */
  readonly reset: () => void
}

/** `useCommand(room.commands.post)`: sends, and tells the component whether an answer is out and what was refused. */
export function useCommand<Input>(post: (input: Input) => CommandReceipt): CommandState<Input> {
  const [{ unanswered, error }, setState] = useState<{ unanswered: number; error: ParleyError | undefined }>(idle)
  const send = useCallback(
    (input: Input) => {
      const receipt = post(input)
      setState(({ unanswered }) => ({ unanswered: unanswered + 1, error: undefined }))
      const answered = (error?: ParleyError) => {
        setState((state) => ({ unanswered: state.unanswered - 1, error }))
      }
      receipt.then(
        () => answered(),
        (reason: unknown) => answered(reason instanceof ParleyError ? reason : undefined),
      )
      return receipt
    },
    [post],
  )
  const reset = useCallback(() => setState(({ unanswered }) => ({ unanswered, error: undefined })), [])
  return { send, isPending: unanswered > 0, error, reset }
}

const idle = { unanswered: 0, error: undefined }
