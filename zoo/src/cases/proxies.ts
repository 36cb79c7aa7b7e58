// Right without the proxy in front, and wrong with it.

import { change } from '../bases/generated.ts'
import type { BrokenCase, Named } from '../case.ts'
import { failure } from '../look/talk.ts'
import { apacheConfig, startApache } from '../parts/apache.ts'
import { haproxyConfig, startHaproxy } from '../parts/haproxy.ts'
import { nginxConfig, startNginx } from '../parts/nginx.ts'
import type { Site } from '../site/site.ts'
import { address, pasteAboveProxyPass, pasteIntoLocation } from './address.ts'
import { behind, keepsSilence, silence, whoseAppIsDown, writeWs } from './behind.ts'

const through = ({ front }: Site) => `ws://localhost:${front}/parley`
const upgrade = `proxy_http_version 1.1;
proxy_set_header Upgrade $http_upgrade;
proxy_set_header Connection "upgrade";
`
const location = (lines: string, { port }: Site, path = '/', target = '') =>
  `location ${path} {
  proxy_pass http://127.0.0.1:${port}${target};
${lines.replaceAll(/^(?=.)/gm, '  ')}}`

const timeouts = `retries 0
timeout connect 5s
timeout client 30s
timeout server 30s
`

/** Cut while nobody says anything; the line that was printed stands where a connection is taken. */
const idle = {
  symptom: /cut after [12]\.\d s/,
  see: (_: Site, url: string) => silence(url, 3500),
  check: (_: Site, url: string) => keepsSilence(url, 3000),
  options: { idleMs: 3500 },
  fix: (site: Site, { lines }: Named) => {
    const [line] = lines
    if (line === undefined) throw new Error('no line is printed')
    const taken = "wss.on('connection', (ws) => {"
    site.write({ 'server.js': change(site.read('server.js'), taken, `${taken}\n  ${line}`) })
  },
  noClient: true,
}

export const proxies: readonly BrokenCase[] = [
  address({
    row: 'P1',
    title: 'nginx that does not hand on Upgrade',
    codes: ['handshake/proxy-stripped-upgrade'],
    ...behind(startNginx, (site) => ({ 'nginx.conf': nginxConfig(site, location('', site)) })),
    url: through,
    symptom: /Unexpected server response: 4\d\d/,
    fix: pasteIntoLocation,
  }),
  address({
    row: 'P1',
    title: 'nginx with Upgrade and without HTTP/1.1, as the server sees it',
    ask: 'attach',
    codes: ['handshake/proxy-stripped-upgrade'],
    ...behind(startNginx, (site) => ({
      'nginx.conf': nginxConfig(
        site,
        location('proxy_set_header Host $host;\nproxy_set_header X-Real-IP $remote_addr;\n', site),
      ),
    })),
    url: through,
    symptom: /Unexpected server response: 4\d\d/,
    fix: pasteIntoLocation,
  }),
  address({
    row: 'P1',
    title: 'nginx that hands on Upgrade, but not Connection',
    codes: ['handshake/proxy-stripped-upgrade', 'handshake/connection'],
    ...behind(startNginx, (site) => ({
      'nginx.conf': nginxConfig(
        site,
        location('proxy_http_version 1.1;\nproxy_set_header Upgrade $http_upgrade;\n', site),
      ),
    })),
    url: through,
    symptom: /Unexpected server response: 4\d\d/,
    fix: pasteIntoLocation,
  }),
  address({
    row: 'P2',
    title: 'Apache without upgrade=websocket',
    codes: ['handshake/proxy-stripped-upgrade', 'handshake/connection'],
    ...behind(startApache, (site) => ({
      'apache.conf': apacheConfig(site, `ProxyPass / http://127.0.0.1:${site.port}/\n`),
    })),
    url: through,
    symptom: /Unexpected server response: 4\d\d/,
    fix: pasteAboveProxyPass,
  }),
  address({
    row: 'P3',
    title: 'nginx cuts what is silent for two seconds',
    codes: ['probe/idle-cut'],
    ...behind(
      startNginx,
      (site) => ({ 'nginx.conf': nginxConfig(site, location(`${upgrade}proxy_read_timeout 2s;\n`, site)) }),
      writeWs,
    ),
    url: through,
    ...idle,
  }),
  address({
    row: 'P4',
    title: 'HAProxy without timeout tunnel',
    codes: ['probe/idle-cut'],
    ...behind(
      startHaproxy,
      (site) => ({ 'haproxy.cfg': haproxyConfig(site, 'timeout connect 5s\ntimeout client 2s\ntimeout server 2s\n') }),
      writeWs,
    ),
    url: through,
    ...idle,
  }),
  address({
    row: 'P5',
    title: 'nginx sends it to a port where nobody listens',
    codes: ['probe/upstream-down'],
    ...behind(startNginx, (site) => ({
      'nginx.conf': nginxConfig(site, location(upgrade, site).replace(`:${site.port}`, `:${site.port + 7000}`)),
    })),
    url: through,
    symptom: /Unexpected server response: 502/,
  }),
  address({
    row: 'P5',
    title: 'HAProxy whose app is down',
    codes: ['probe/upstream-down'],
    ...whoseAppIsDown(startHaproxy, (site) => ({ 'haproxy.cfg': haproxyConfig(site, timeouts) })),
    url: through,
    symptom: /Unexpected server response: 503/,
  }),
  address({
    row: 'P5',
    title: 'Apache whose app is down',
    codes: ['probe/upstream-down'],
    ...whoseAppIsDown(startApache, (site) => ({
      'apache.conf': apacheConfig(site, `ProxyPass / http://127.0.0.1:${site.port}/ upgrade=websocket\n`),
    })),
    url: through,
    symptom: /Unexpected server response: 503/,
  }),
  address({
    row: 'P6',
    title: 'nginx takes the prefix away',
    codes: ['probe/wrong-path', 'handshake/path'],
    ...behind(
      startNginx,
      (site) => ({
        'nginx.conf': nginxConfig(site, location(upgrade, site, '/app/', '/')),
      }),
      { path: '/app/parley' },
    ),
    url: ({ front }) => `ws://localhost:${front}/app/parley`,
    symptom: /Unexpected server response: \d+|nothing came back/,
    fix: (site, { fix = '' }) => {
      const [, path] = /attach\(server, \{ path: "([^"]+)"/.exec(fix) ?? []
      if (path === undefined) throw new Error(`no path is printed: ${fix}`)
      site.write({ 'server.js': change(site.read('server.js'), "path: '/app/parley'", `path: '${path}'`) })
    },
  }),
  address({
    row: 'P7',
    title: 'HAProxy speaks HTTP/2 to the app',
    codes: ['probe/upstream-down'],
    ...behind(startHaproxy, (site) => ({ 'haproxy.cfg': haproxyConfig(site, timeouts, ' proto h2') })),
    url: through,
    symptom: /Unexpected server response: 50\d|socket hang up|nothing came back/,
  }),
  address({
    row: 'P1',
    title: 'nginx passes on the page, and the path of the WebSocket to nobody',
    codes: ['probe/treated-as-page', 'probe/refused'],
    ...behind(startNginx, (site) => ({
      'nginx.conf': nginxConfig(site, `${location('', site, '= /')}\nlocation / {\n  return 404;\n}`),
    })),
    url: through,
    symptom: /Unexpected server response: 404/,
    see: (_, url) => failure(url),
  }),
]
