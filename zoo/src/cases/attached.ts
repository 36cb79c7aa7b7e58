// Parley is attached to the wrong thing. The server says so.
import { change, generated, generatedNeeds } from '../bases/generated.ts'
import { manifest } from '../bases/manifest.ts'
import type { BrokenCase } from '../case.ts'
import { project } from './project.ts'

const echo = "onSocket: (socket) => socket.on('message', (text) => socket.send(text))"
const www = { command: ['node', 'bin/www'] } as const

export const attached: readonly BrokenCase[] = [
  project({
    row: 'A7',
    title: 'attach(app) with Express',
    ask: 'attach',
    codes: ['ERR_ATTACH_EXPRESS'],
    installed: ['express', 'parley'],
    symptom: /ERR_ATTACH_EXPRESS/,
    path: '/parley',
    styles: [
      ({ port }) => ({
        files: {
          'package.json': manifest(['express', 'parley'], { type: 'module' }),
          'server.js': `import express from 'express'
import { attach } from 'parley'

const app = express()
app.get('/', (request, response) => response.send('hello'))
attach(app, { ${echo} })
app.listen(${port})
`,
        },
      }),
      ({ port }) => ({
        files: {
          'package.json': manifest(['express', 'parley']),
          'server.js': `const express = require("express")
const parley = require("parley")

const web = express()
parley.attach(web, {
  ${echo},
})
web.listen(${port}, () => console.log("listening"))
`,
        },
      }),
    ],
    noClient: true,
  }),
  project({
    row: 'A7',
    title: 'attach(app) with Koa',
    ask: 'attach',
    codes: ['ERR_ATTACH_KOA'],
    installed: ['koa', 'parley'],
    symptom: /ERR_ATTACH_KOA/,
    path: '/parley',
    styles: [
      ({ port }) => ({
        files: {
          'package.json': manifest(['koa', 'parley'], { type: 'module' }),
          'server.js': `import Koa from 'koa'
import { attach } from 'parley'

const app = new Koa()
attach(app, { ${echo} })
app.listen(${port})
`,
        },
      }),
    ],
    noClient: true,
  }),
  project({
    row: 'A8',
    title: 'attach above the server',
    ask: 'attach',
    codes: ['ERR_ATTACH_UNDEFINED'],
    installed: [...generatedNeeds, 'parley'],
    symptom: /ERR_ATTACH_UNDEFINED/,
    path: '/parley',
    styles: [
      () => {
        const files = generated()
        return {
          files: {
            ...files,
            'package.json': manifest([...generatedNeeds, 'parley'], { scripts: { start: 'node ./bin/www' } }),
            'bin/www': change(
              files['bin/www'],
              "var http = require('http');",
              `var http = require('http');
var { attach } = require('parley');

attach(server, { ${echo} });`,
            ),
          },
          ...www,
        }
      },
      ({ port }) => ({
        files: {
          'package.json': manifest(['express', 'parley'], { scripts: { start: 'node server.js' } }),
          'server.js': `const { attach } = require("parley")
const app = require("express")()
attach(server, { ${echo} })
var server = app.listen(${port})
`,
        },
        installed: ['express', 'parley'],
      }),
    ],
    noClient: true,
  }),
  project({
    row: 'A9',
    title: 'attach to one server, listen with another',
    ask: 'attach',
    codes: ['attach/not-listening'],
    installed: ['express', 'parley'],
    symptom: /Unexpected server response: (200|404)/,
    path: '/parley',
    styles: [
      ({ port }) => ({
        files: {
          'package.json': manifest(['express', 'parley'], { type: 'module' }),
          'server.js': `import http from 'node:http'
import express from 'express'
import { attach } from 'parley'

const app = express()
const server = http.createServer(app)
attach(server, { ${echo} })
app.listen(${port})
`,
        },
      }),
      ({ port }) => ({
        files: {
          'package.json': manifest(['koa', 'parley'], { type: 'module', scripts: { start: 'node server.js' } }),
          'server.js': `import { createServer } from "node:http"
import Koa from "koa"
import { attach } from "parley"

const koa = new Koa().use((context) => { context.body = "hello" })
const backend = createServer(koa.callback())
attach(backend, { ${echo} })
koa.listen(${port})
`,
        },
        installed: ['koa', 'parley'],
      }),
    ],
  }),
  project({
    row: 'A10',
    title: 'attach to a raw TCP server',
    ask: 'attach',
    codes: ['ERR_ATTACH_NET'],
    installed: ['parley'],
    symptom: /ERR_ATTACH_NET/,
    path: '/parley',
    styles: [
      ({ port }) => ({
        files: {
          'package.json': manifest(['parley'], { type: 'module' }),
          'server.js': `import net from 'node:net'
import { attach } from 'parley'

const server = net.createServer()
attach(server, { ${echo} })
server.listen(${port})
`,
        },
      }),
    ],
    noClient: true,
  }),
  project({
    row: 'A11',
    title: 'attach to the Fastify instance',
    ask: 'attach',
    codes: ['ERR_ATTACH_FASTIFY'],
    installed: ['fastify', 'parley'],
    symptom: /ERR_ATTACH_FASTIFY/,
    path: '/parley',
    styles: [
      ({ port }) => ({
        files: {
          'package.json': manifest(['fastify', 'parley'], { type: 'module' }),
          'server.js': `import Fastify from 'fastify'
import { attach } from 'parley'

const fastify = Fastify()
attach(fastify, { ${echo} })
await fastify.listen({ port: ${port}, host: '127.0.0.1' })
`,
        },
      }),
    ],
    noClient: true,
  }),
]
