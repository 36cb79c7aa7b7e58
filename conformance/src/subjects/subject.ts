import type { Profile, ProfileName } from './profile.ts'

/** A server that echoes every message. */
export interface ServerSubject {
  /** `parley server`, `ws server`: what tables and reasons call it. */
  readonly name: string
  readonly role: 'server'
  /** Profiles that it has no options for: their cases do not concern it. */
  readonly lacks?: readonly ProfileName[]
  start(profile: Profile): Promise<RunningServer>
}

export interface RunningServer {
  readonly port: number
  /** Cuts what is connected and frees the port. */
  close(): Promise<void>
}

/** A client that echoes every message. */
export interface ClientSubject {
  readonly name: string
  readonly role: 'client'
  readonly lacks?: readonly ProfileName[]
  /** Begins to connect. Whether it comes to something is for the other side to see: it throws and rejects never. */
  connect(url: string, profile: Profile): EchoClient
}

export interface EchoClient {
  /** Ends it at once, in whatever state. */
  cut(): void
}

export type Subject = ServerSubject | ClientSubject
