import { describeInquiry } from '../description.ts'
import { send } from '../send.ts'
import type { CustomerConnection } from './connection.ts'
import { randomKey } from './random-key.ts'

/**
 * Names an inquiry that is to begin with files: they are uploaded to it (`POST <path>/inquiry/files?inquiry=<id>`), then `start` asks it. Nobody else can
 * begin it or see it. Rejects with a `Failing`, `too-fast` as for `start`.
 */
export async function prepareInquiry(connection: Pick<CustomerConnection, 'open'>): Promise<string> {
  const inquiry = randomKey(24)
  const handle = connection.open(describeInquiry, inquiry, 'customer')
  try {
    await send(handle, handle.commands.prepare({}))
    return inquiry
  } finally {
    handle.close()
  }
}
