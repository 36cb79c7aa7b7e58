import { accessSync, constants } from 'node:fs'
import path from 'node:path'
import { chromiumPath } from './chromium.ts'

const packages = { nginx: 'nginx-light', haproxy: 'haproxy', apache2: 'apache2', openssl: 'openssl' } as const

export type Part = keyof typeof packages

/** Where Debian has servers, for those whose PATH does not say. */
const places = [...(process.env.PATH ?? '').split(':'), '/usr/sbin', '/usr/local/sbin']

/** The program's path. Throws, saying how to get it: a set-up without its real part shows nothing. */
export function programPath(part: Part): string {
  for (const place of places) {
    const file = path.join(place, part)
    try {
      accessSync(file, constants.X_OK)
      return file
    } catch {}
  }
  throw new Error(`The zoo needs the real ${part}: apt-get install ${packages[part]}`)
}

/** Throws if any part is missing. */
export function checkParts(): void {
  chromiumPath()
  for (const part of Object.keys(packages) as Part[]) programPath(part)
}
