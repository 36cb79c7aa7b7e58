// Proxies that are set as they should be.
import type { HealthyCase } from '../case.ts'
import { apacheConfig, startApache } from '../parts/apache.ts'
import { haproxyConfig, startHaproxy } from '../parts/haproxy.ts'
import { nginxConfig, startNginx } from '../parts/nginx.ts'
import { app, echo } from './app.ts'

const server = (port: number) => ({
  'server.js': `import { createServer } from 'node:http'
import { attach } from 'parley'

const server = createServer((request, response) => response.end('hello'))
attach(server, { trustedProxies: ['127.0.0.1'], ${echo} })
server.listen(${port}, '127.0.0.1')
`,
})

const base = { needs: ['parley'], manifest: { type: 'module' } } as const

export const behindProxies: readonly HealthyCase[] = [
  app({
    ...base,
    title: 'nginx',
    files: (site) => ({
      ...server(site.port),
      'nginx.conf': nginxConfig(
        site,
        `location / {
  proxy_pass http://127.0.0.1:${site.port};
  proxy_http_version 1.1;
  proxy_set_header Upgrade $http_upgrade;
  proxy_set_header Connection $connection_upgrade;
  proxy_set_header Host $http_host;
  proxy_set_header X-Forwarded-For $proxy_add_x_forwarded_for;
  proxy_set_header X-Forwarded-Proto $scheme;
  proxy_read_timeout 1h;
}
`,
        "  map $http_upgrade $connection_upgrade {\n    default upgrade;\n    '' close;\n  }\n",
      ),
    }),
    front: startNginx,
  }),
  app({
    ...base,
    title: 'HAProxy',
    files: (site) => ({
      ...server(site.port),
      'haproxy.cfg': haproxyConfig(
        site,
        'option forwardfor\ntimeout connect 5s\ntimeout client 30s\ntimeout server 30s\ntimeout tunnel 1h\n',
      ),
    }),
    front: startHaproxy,
  }),
  app({
    ...base,
    title: 'Apache',
    files: (site) => ({
      ...server(site.port),
      'apache.conf': apacheConfig(
        site,
        `ProxyPreserveHost On\nProxyPass / http://127.0.0.1:${site.port}/ upgrade=websocket\n`,
      ),
    }),
    front: startApache,
  }),
]
