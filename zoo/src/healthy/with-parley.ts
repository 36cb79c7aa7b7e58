// Parley on the servers that people have.
import type { HealthyCase } from '../case.ts'
import { writeCertificate } from '../parts/certificate.ts'
import { app, echo } from './app.ts'

const esm = { type: 'module' } as const
const tls = "{ key: readFileSync('key.pem'), cert: readFileSync('cert.pem'), allowHTTP1: true }"

export const withParley: readonly HealthyCase[] = [
  app({
    title: 'Express in ECMAScript modules',
    needs: ['express', 'parley'],
    manifest: esm,
    files: ({ port }) => ({
      'server.js': `import express from 'express'
import { attach } from 'parley'

const app = express()
app.get('/', (request, response) => response.send('hello'))
const server = app.listen(${port})
attach(server, { ${echo} })
`,
    }),
  }),
  app({
    title: 'Express in CommonJS',
    needs: ['express', 'parley'],
    files: ({ port }) => ({
      'server.js': `const express = require('express');
const http = require('http');
const { attach } = require('parley');

const app = express();
const server = http.createServer(app);
attach(server, { ${echo} });
server.listen(${port});
`,
    }),
  }),
  app({
    title: 'Koa',
    needs: ['koa', 'parley'],
    manifest: esm,
    files: ({ port }) => ({
      'server.js': `import Koa from 'koa'
import { attach } from 'parley'

const app = new Koa()
const server = app.listen(${port})
attach(server, { ${echo} })
`,
    }),
  }),
  app({
    title: 'Fastify',
    needs: ['fastify', 'parley'],
    manifest: esm,
    files: ({ port }) => ({
      'server.js': `import Fastify from 'fastify'
import { attach } from 'parley'

const fastify = Fastify()
attach(fastify.server, { ${echo} })
await fastify.listen({ port: ${port}, host: '127.0.0.1' })
`,
    }),
  }),
  app({
    title: 'Hono',
    needs: ['hono', '@hono/node-server', 'parley'],
    manifest: esm,
    files: ({ port }) => ({
      'server.js': `import { serve } from '@hono/node-server'
import { Hono } from 'hono'
import { attach } from 'parley'

const app = new Hono()
app.get('/', (context) => context.text('hello'))
attach(serve({ fetch: app.fetch, port: ${port} }), { ${echo} })
`,
    }),
  }),
  app({
    title: 'node:http, IPv4 only',
    needs: ['parley'],
    manifest: esm,
    host: '127.0.0.1',
    files: ({ port }) => ({
      'server.js': `import { createServer } from 'node:http'
import { attach } from 'parley'

const server = createServer((request, response) => response.end('hello'))
attach(server, { ${echo} })
server.listen(${port}, '127.0.0.1')
`,
    }),
  }),
  app({
    title: 'localhost, and the server on IPv4 only',
    needs: ['parley'],
    manifest: esm,
    files: ({ port }) => ({
      'server.js': `import { createServer } from 'node:http'
import { attach } from 'parley'

const server = createServer()
server.listen({ port: ${port}, host: '127.0.0.1' })
attach(server, { ${echo} })
`,
    }),
  }),
  app({
    title: 'node:https',
    needs: ['parley'],
    manifest: esm,
    scheme: 'wss',
    talk: { trusting: true },
    env: { NODE_EXTRA_CA_CERTS: 'cert.pem' },
    before: writeCertificate,
    files: ({ port }) => ({
      'server.js': `import { readFileSync } from 'node:fs'
import { createServer } from 'node:https'
import { attach } from 'parley'

const server = createServer(${tls}, (request, response) => response.end('hello'))
attach(server, { ${echo} })
server.listen(${port})
`,
    }),
  }),
  app({
    title: 'node:http2',
    needs: ['parley'],
    manifest: esm,
    scheme: 'wss',
    talk: { trusting: true },
    env: { NODE_EXTRA_CA_CERTS: 'cert.pem' },
    before: writeCertificate,
    files: ({ port }) => ({
      'server.js': `import { readFileSync } from 'node:fs'
import { createSecureServer } from 'node:http2'
import { attach } from 'parley'

const server = createSecureServer(${tls}, (request, response) => response.end('hello'))
attach(server, { ${echo} })
server.listen(${port})
`,
    }),
  }),
]
