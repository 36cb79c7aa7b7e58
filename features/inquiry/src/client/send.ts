import { failingOf } from '@parley/elements/models'

interface Receipt extends Promise<unknown> {
  readonly id: string
}

/** Resolves once the command took effect. One that is refused is forgotten, so that it is told once: by the `Failing` that this rejects with. */
export async function send(handle: { discard(id: string): void }, receipt: Receipt): Promise<void> {
  try {
    await receipt
  } catch (error) {
    handle.discard(receipt.id)
    throw failingOf(error)
  }
}
