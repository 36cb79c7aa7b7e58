import type { Site } from './site/site.ts'

/** Who is asked for the cause. */
export type Ask = 'doctor folder' | 'doctor url' | 'attach' | 'page'

/** What was named, the first cause first. */
export interface Named {
  readonly codes: readonly string[]
  /** As a person reads it. */
  readonly text: string
  /** The lines to paste of the first cause. */
  readonly lines: readonly string[]
  /** Where it was seen: `app.js:4`. */
  readonly evidence?: string | undefined
  readonly fix?: string | undefined
}

/** One broken set-up. */
export interface BrokenCase {
  /** Of the table of failure modes in the README. */
  readonly row: string
  readonly title: string
  readonly ask: Ask
  /** What may be named first. */
  readonly codes: readonly string[]
  /** The same mistake in other words, if there is another way to make it: rules are not written with these in view. */
  readonly variants: number
  /** Makes it. `variant` counts from 0. */
  build(site: Site, variant: number): Promise<void> | void
  /** What somebody sees of it. Throws `NotBroken` if it is not broken as the row says. */
  symptom(site: Site, variant: number): Promise<string>
  /** Asks for the cause; what runs for `symptom` still runs. */
  name(site: Site, variant: number): Promise<Named>
  /** Where our client can be sent to, if anywhere: what it makes of it must be more than 1006. */
  readonly clientAt?: (site: Site) => string
  /** Does what was printed, all stopped. Left out where there is nothing to be done by machine. */
  readonly fix?: (site: Site, named: Named, variant: number) => Promise<void>
  /** Starts it again, and a message comes back. */
  works(site: Site, variant: number): Promise<void>
}

/** A set-up that is right: nobody may find anything. */
export interface HealthyCase {
  readonly title: string
  /** Warnings that are true of it, and so no false alarm. */
  readonly warnings: readonly string[]
  /** What the doctor has in its environment, as a program of its own. */
  readonly env?: NodeJS.ProcessEnv
  /** The project's folder, if it is not the set-up's own. */
  readonly folder?: string
  build(site: Site): Promise<void> | void
  /** Starts it; resolves with the address that is probed. */
  start(site: Site): Promise<string>
  /** A message comes back. */
  works(site: Site): Promise<void>
}
