import type { Program } from '../site/program.ts'
import type { Site } from '../site/site.ts'
import { running } from './nginx.ts'
import { programPath } from './required.ts'

const modules = '/usr/lib/apache2/modules'

/** `lines` stand in the one virtual host, at `site.front`. */
export function apacheConfig({ dir, front }: Site, lines: string): string {
  const load = ['mpm_event', 'authz_core', 'proxy', 'proxy_http', 'rewrite', 'alias']
    .map((name) => `LoadModule ${name}_module ${modules}/mod_${name}.so`)
    .join('\n')
  // As root it wants to become somebody else.
  const user = process.getuid?.() === 0 ? 'User www-data\nGroup www-data\n' : ''
  return `${load}
${user}ServerName localhost
ServerRoot ${dir}
DefaultRuntimeDir ${dir}
PidFile ${dir}/apache.pid
ErrorLog ${dir}/error.log
Listen 127.0.0.1:${front}
<VirtualHost 127.0.0.1:${front}>
${lines.replaceAll(/^(?=.)/gm, '  ')}</VirtualHost>
`
}

/** Starts it in the foreground, in one process, with `apache.conf` of the folder. */
export async function startApache(site: Site): Promise<Program> {
  return running(await site.start([programPath('apache2'), '-X', '-f', `${site.dir}/apache.conf`], site.front))
}
