import type { Program } from '../site/program.ts'
import type { Site } from '../site/site.ts'
import { running } from './nginx.ts'
import { programPath } from './required.ts'

/** The app behind `site.front`. `defaults` are lines of that section. */
export function haproxyConfig({ port, front }: Site, defaults: string, server = ''): string {
  return `defaults
  mode http
${defaults.replaceAll(/^(?=.)/gm, '  ')}
frontend public
  bind 127.0.0.1:${front}
  default_backend app

backend app
  server one 127.0.0.1:${port}${server}
`
}

/** Starts it in the foreground with `haproxy.cfg` of the folder. */
export async function startHaproxy(site: Site): Promise<Program> {
  return running(await site.start([programPath('haproxy'), '-db', '-q', '-f', `${site.dir}/haproxy.cfg`], site.front))
}
