import type { Settings } from '../options.ts'

/** In production never, whatever `diagnosis` says: what it shows is of people who use the app. */
export function mayInspect({ diagnosis }: Settings): boolean {
  return diagnosis && process.env.NODE_ENV !== 'production'
}
