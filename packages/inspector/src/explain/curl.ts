import type { Attempt } from '@parley/server'

/** The line that makes an attempt again in a terminal. What was hidden of it stands there as `[redacted]`, to be filled in. */
export function curlOf({ method, url, headers, httpVersion }: Attempt, origin: string): string {
  const isOld = !httpVersion.startsWith('2')
  const sent = headers.filter(([name]) => !name.startsWith(':') && name.toLowerCase() !== 'host')
  const hosts = headers.filter(([name]) => name.toLowerCase() === 'host')
  const lines = [
    `curl --include --no-buffer ${isOld ? '--http1.1 ' : ''}${quoted(new URL(pathOf(url), origin).href)}`,
    ...(method === 'GET' ? [] : [`--request ${quoted(method)}`]),
    ...[...hosts, ...sent].map(([name, value]) => `--header ${quoted(`${name}: ${value}`)}`),
  ]
  return lines.join(' \\\n  ')
}

/** A target may be a whole URL: to a server it is its path that counts. */
function pathOf(url: string): string {
  return url.startsWith('/') ? url : '/'
}

/** For a POSIX shell: nothing in it is anything but itself. */
function quoted(text: string): string {
  return `'${text.replaceAll("'", `'\\''`)}'`
}
