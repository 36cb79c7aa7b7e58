import { type GenericChannel, type Host, isGenericName, ServerChannel, UsageError } from '@parley/channel'

/** A generic channel for the server's own code; `host`: `undefined` where generic channels are off. Throws `UsageError`. */
export function channelNamed(host: Host | undefined, name: string): GenericChannel {
  if (host === undefined) {
    throw new UsageError('ERR_CHANNELS_OFF', 'Generic channels are off. Write: attach(server, { channels: true, … }).')
  }
  if (typeof name !== 'string' || !isGenericName(name)) {
    const words = 'is 1 to 100 of letters, digits, "-", "_", "." and ":"'
    throw new UsageError(
      'ERR_CHANNEL_NAME',
      `The name of a generic channel ${words}; this one is ${JSON.stringify(name)}.`,
    )
  }
  return new ServerChannel(host, name)
}
