import type { FeatureServer } from '@parley/channel'

const retryMs = 5_000

/** Tells those whose inbox was opened before there was a key, one after the other, each until it is stored. */
export async function tellPushKey(server: FeatureServer, pushKey: string, people: readonly string[]): Promise<void> {
  const left: string[] = []
  for (const person of people) {
    try {
      await server.command(`inbox/${person}`, 'learnPushKey', { pushKey })
    } catch (error) {
      server.report(error, 'notifications: telling the key of push')
      left.push(person)
    }
  }
  if (left.length > 0) server.setTimer(() => tellPushKey(server, pushKey, left), retryMs)
}
