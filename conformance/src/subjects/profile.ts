/** What a subject runs with. Every profile takes frames of any number up to 1 024 in a message, unless it says less. */
export interface Profile {
  readonly maxMessageBytes: number
  readonly maxFrameBytes?: number
  readonly maxFragments?: number
  readonly deflate?: DeflateProfile
  /** Closes when a text tells it to: `close 4001 reason`. */
  readonly closesWhenTold?: boolean
  /** How long the subject waits for the answer to its close. */
  readonly closeTimeoutMs?: number
}

export interface DeflateProfile {
  /** The smallest message that is compressed, in bytes. */
  readonly threshold: number
  /** Whether it may refer to earlier messages, where the other side lets it. */
  readonly contextTakeover: boolean
  readonly windowBits?: number
}

const mebi = 1_048_576
const deflate: DeflateProfile = { threshold: 1, contextTakeover: true }

/** All sets of options that cases may ask for. */
export const profiles = {
  plain: { maxMessageBytes: mebi },
  tight: { maxMessageBytes: 1_000, maxFragments: 8 },
  'tight-frames': { maxMessageBytes: 1_000, maxFrameBytes: 600 },
  large: { maxMessageBytes: 16 * mebi },
  closing: { maxMessageBytes: mebi, closesWhenTold: true, closeTimeoutMs: 300 },
  deflate: { maxMessageBytes: mebi, deflate },
  'deflate-tight': { maxMessageBytes: 1_000, deflate },
  'deflate-fresh': { maxMessageBytes: mebi, deflate: { threshold: 1, contextTakeover: false } },
  'deflate-threshold': { maxMessageBytes: mebi, deflate: { threshold: 1_024, contextTakeover: true } },
  'deflate-small-window': { maxMessageBytes: mebi, deflate: { ...deflate, windowBits: 10 } },
} as const satisfies Record<string, Profile>

export type ProfileName = keyof typeof profiles

/** What a text tells a subject to close with, in a profile where it does. */
export function closeAsked(profile: Profile, data: string): { code: number; reason: string } | undefined {
  const told = /^close (\d{4})(?: (.*))?$/s.exec(data)
  if (!profile.closesWhenTold || told === null) return undefined
  return { code: Number(told[1]), reason: told[2] ?? '' }
}
