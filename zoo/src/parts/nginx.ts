import type { Program } from '../site/program.ts'
import type { Site } from '../site/site.ts'
import { programPath } from './required.ts'

/** `locations` stand in the one server block that listens at `site.front`. */
export function nginxConfig({ dir, front }: Site, locations: string, more = ''): string {
  const folders = ['client_body', 'proxy', 'fastcgi', 'uwsgi', 'scgi'].map(
    (kind) => `  ${kind}_temp_path ${dir}/tmp-${kind};`,
  )
  return `daemon off;
master_process off;
pid ${dir}/nginx.pid;
error_log stderr;
events {}
http {
  access_log off;
${folders.join('\n')}
${more}  server {
    listen 127.0.0.1:${front};
${locations.replaceAll(/^(?=.)/gm, '    ')}
  }
}
`
}

/** Starts it in the foreground with `nginx.conf` of the folder. */
export async function startNginx(site: Site): Promise<Program> {
  const command = [programPath('nginx'), '-e', 'stderr', '-p', site.dir, '-c', `${site.dir}/nginx.conf`] as const
  return running(await site.start([...command], site.front))
}

export function running(program: Program): Program {
  if (program.hasEnded) throw new Error(`it does not start:\n${program.output}`)
  return program
}
