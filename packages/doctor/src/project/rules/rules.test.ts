import { render } from '@parley/diagnosis'
import { describe, expect, it } from 'vitest'
import { planOf } from '../../repair/plan.ts'
import { examine } from '../examine.ts'
import { MemoryFiles } from '../files/memory-files.ts'

type Texts = Readonly<Record<string, string>>

const root = '/home/me/chat'
const installed = (version = '8.18.0', name = 'ws') => ({
  [`node_modules/${name}/package.json`]: JSON.stringify({ name, version }),
})
const manifest = (more: object = {}) => ({
  'package.json': `${JSON.stringify({ name: 'chat', scripts: { start: 'node server.js' }, dependencies: { express: '5', ws: '8' }, ...more }, undefined, 2)}\n`,
  ...installed('5.1.0', 'express'),
  ...installed(),
})
const generated: Texts = {
  'package.json': JSON.stringify({ scripts: { start: 'node ./bin/www' }, dependencies: { express: '4', ws: '8' } }),
  ...installed('4.16.1', 'express'),
  ...installed(),
  'bin/www': `#!/usr/bin/env node
var app = require('../app');
var http = require('http');
var port = normalizePort(process.env.PORT || '3000');
app.set('port', port);
var server = http.createServer(app);
require('../routes/webSocket')(server);
server.listen(port);
function normalizePort(val) {
  var port = parseInt(val, 10);
  return isNaN(port) ? val : port;
}
`,
  'app.js': `var express = require('express');
var path = require('path');
var app = express();
app.use(express.static(path.join(__dirname, 'public')));
module.exports = app;
`,
  'routes/webSocket.js': `const WebSocket = require('ws');
module.exports = (server) => {
  const wss = new WebSocket.Server({ server });
  wss.on('connection', (ws) => {
    ws.on('error', console.error);
    ws.on('message', (message) => {
      ws.send(message.toString());
    });
  });
};
`,
  'public/index.html': `<!doctype html>
<script>
  const socket = new WebSocket('ws://' + location.host)
  socket.onmessage = (event) => console.log(JSON.parse(event.data))
</script>
`,
}
const app = `const express = require('express')
const http = require('http')
const { WebSocketServer } = require('ws')
const app = express()
app.use(express.static('public'))
`

/** A page of Vite, and a server that it stands before. */
const vite: Texts = {
  ...manifest({ type: 'module', dependencies: { vite: '7', ws: '8' } }),
  ...installed('7.0.0', 'vite'),
  ...installed('0.1.0', '@parley/client'),
  'server.js':
    "import { WebSocketServer } from 'ws'\nconst wss = new WebSocketServer({ port: 3000 })\nwss.on('connection', (ws) => ws.on('error', console.error))\n",
  'index.html': '<!doctype html>\n<script type="module" src="/src/main.ts"></script>\n',
  'src/main.ts': '',
}
const socketAt = (url: string) => ({ 'src/main.ts': `const socket = new WebSocket(${url})\n` })

function look(texts: Texts, folder = root) {
  return examine(new MemoryFiles(root, texts), folder, { nodeVersion: '20.19.1' })
}

function codesOf(texts: Texts): string[] {
  return look(texts).findings.map(({ code }) => code.replace('project/', ''))
}

/** The files after their repairs. */
function mended(texts: Texts): Texts {
  const { findings } = look(texts)
  const plan = planOf(findings, new MemoryFiles(root, texts))
  const changes = plan.changes.map(({ file, after }) => [file.slice(root.length + 1), after])
  return { ...texts, ...Object.fromEntries(changes) }
}

const page = (script: string) => ({ 'public/index.html': `<!doctype html>\n<script>\n${script}\n</script>\n` })

/** A project, and the code that must come first. `stays`: a program cannot mend it. */
const broken: readonly (readonly [string, string, Texts, 'mends' | 'stays'])[] = [
  [
    'package.json has a comma too many',
    'package-json-broken',
    { 'package.json': '{\n  "name": "a",\n}\n', 'server.js': '' },
    'stays',
  ],
  ['an empty folder', 'no-package-json', {}, 'stays'],
  ['another Node is wanted', 'node-version', { ...manifest({ engines: { node: '>=24' } }), 'server.js': '' }, 'stays'],
  [
    'nothing is installed',
    'not-installed',
    {
      'package.json': JSON.stringify({ scripts: { start: 'node a.js' }, dependencies: { express: '4' } }),
      'a.js': "require('express')",
    },
    'stays',
  ],
  [
    'nodemon is not there',
    'missing-command',
    { ...manifest({ scripts: { start: 'nodemon server.js' } }), 'server.js': '' },
    'stays',
  ],
  ['a package is not listed', 'missing-dependency', { ...manifest(), 'server.js': "require('cors')" }, 'stays'],
  [
    'a package is misspelt',
    'misspelt-package',
    { ...manifest(), 'server.js': "const express = require('expres')\nexpress()\n" },
    'mends',
  ],
  [
    'a module of Node is misspelt',
    'misspelt-package',
    { ...manifest(), 'server.js': "const http = require('htpp')\n" },
    'mends',
  ],
  [
    'socketio for socket.io',
    'misspelt-package',
    { ...manifest(), 'server.js': "const io = require('socketio')\n" },
    'mends',
  ],
  ['a bracket is missing', 'syntax', { ...manifest(), 'server.js': 'const a = (1\nconsole.log(a)\n' }, 'stays'],
  [
    'start names no file',
    'entry-missing',
    { ...manifest({ scripts: { start: 'node sever.js' } }), 'server.js': '' },
    'mends',
  ],
  ['a file is not there', 'missing-file', { ...manifest(), 'server.js': "require('./routes/chat')" }, 'stays'],
  [
    'a file is in another folder',
    'missing-file',
    { ...manifest(), 'server.js': "require('./webSocket')\n", 'routes/webSocket.js': '' },
    'mends',
  ],
  [
    'a file is spelt otherwise',
    'file-case',
    { ...manifest(), 'server.js': "require('./routes/websocket')\n", 'routes/webSocket.js': '' },
    'mends',
  ],
  [
    'a module imports without the ending',
    'import-extension',
    { ...manifest({ type: 'module' }), 'server.js': "import './chat'\n", 'chat.js': 'export {}' },
    'mends',
  ],
  [
    'require in a module',
    'require-in-module',
    { ...manifest({ type: 'module' }), 'server.js': "const ws = require('ws')\n" },
    'mends',
  ],
  [
    'require beside import',
    'require-in-module',
    { ...manifest(), 'server.js': "import express from 'express'\nconst ws = require('ws')\nexpress(ws)\n" },
    'mends',
  ],
  [
    '__dirname in a module',
    'require-in-module',
    { ...manifest({ type: 'module' }), 'server.js': "import path from 'node:path'\npath.join(__dirname, 'a')\n" },
    'mends',
  ],
  [
    'import in CommonJS',
    'import-in-commonjs',
    { ...manifest({ type: 'commonjs' }), 'server.js': "import express from 'express'\nexpress()\n" },
    'mends',
  ],
  [
    'app.js exports nothing',
    'no-export',
    { ...generated, 'app.js': (generated['app.js'] ?? '').replace('module.exports = app;\n', '') },
    'mends',
  ],
  [
    'app.js exports { app }',
    'export-in-braces',
    {
      ...generated,
      'app.js': (generated['app.js'] ?? '')
        .replace('= app;\n', '= { app };\n')
        .replace('var app = { app }', 'var app = express()'),
    },
    'mends',
  ],
  [
    'app.js assigns exports',
    'exports-assigned',
    { ...generated, 'app.js': (generated['app.js'] ?? '').replace('module.exports', 'exports') },
    'mends',
  ],
  [
    'app.js is a module with a default',
    'default-required',
    {
      ...generated,
      'app.js':
        "import express from 'express'\nconst app = express()\napp.use(express.static('public'))\nexport default app\n",
    },
    'mends',
  ],
  [
    'app.js was replaced by an example that listens',
    'export-replaced',
    {
      ...generated,
      'app.js': `${(generated['app.js'] ?? '').replace('module.exports = app;\n', '')}app.listen(3000);\n`,
    },
    'mends',
  ],
  [
    'app.js was replaced by an example that listens on several lines',
    'export-replaced',
    {
      ...generated,
      'app.js': `${(generated['app.js'] ?? '').replace('module.exports = app;\n', '')}app.listen(3000, function () {\n  console.log('start');\n});\n`,
    },
    'mends',
  ],
  [
    'app.js was replaced by a whole server',
    'export-replaced',
    {
      ...generated,
      'package.json': `{\n  "scripts": { "start": "node ./bin/www" },\n  "dependencies": { "express": "4", "ws": "8" }\n}\n`,
      'app.js': `${(generated['app.js'] ?? '').replace('module.exports = app;\n', '')}const server = app.listen(3000);\nrequire('./routes/webSocket')(server);\n`,
    },
    'mends',
  ],
  [
    'app.js listens, too',
    'port-taken-twice',
    { ...generated, 'app.js': `${generated['app.js']}app.listen(3000);\n` },
    'mends',
  ],
  [
    'a router exports nothing',
    'no-export',
    {
      ...manifest(),
      'server.js': `${app}app.use('/a', require('./a'))\napp.listen(3000)\n`,
      'a.js': "const router = require('express').Router()\n",
    },
    'mends',
  ],
  [
    'a name is imported that is not exported',
    'missing-name',
    {
      ...manifest({ type: 'module' }),
      'server.js': "import { app } from './app.js'\napp.listen(3000)\n",
      'app.js': "import express from 'express'\nconst app = express()\nexport default app\n",
    },
    'mends',
  ],
  [
    'Server of ws in a module',
    'ws-server-in-module',
    {
      ...manifest({ type: 'module' }),
      'server.js': "import WebSocket from 'ws'\nnew WebSocket.Server({ port: 8080 })\n",
    },
    'mends',
  ],
  [
    '{ Server } of ws in a module',
    'ws-server-in-module',
    { ...manifest({ type: 'module' }), 'server.js': "import { Server } from 'ws'\nnew Server({ port: 8080 })\n" },
    'mends',
  ],
  [
    'WebSocketServer without braces',
    'ws-client-for-server',
    { ...manifest(), 'server.js': "const WebSocketServer = require('ws')\nnew WebSocketServer({ port: 8080 })\n" },
    'mends',
  ],
  [
    'ws 7',
    'ws-old',
    {
      ...manifest(),
      ...installed('7.5.7'),
      'server.js': "const { WebSocketServer } = require('ws')\nnew WebSocketServer({ port: 8080 })\n",
    },
    'stays',
  ],
  [
    'the app is given to ws',
    'app-instead-of-server',
    { ...manifest(), 'server.js': `${app}const wss = new WebSocketServer({ server: app })\napp.listen(3000)\n` },
    'mends',
  ],
  [
    'the app is given by bin/www',
    'app-instead-of-server',
    { ...generated, 'bin/www': (generated['bin/www'] ?? '').replace(')(server)', ')(app)') },
    'mends',
  ],
  [
    'the Koa app is given to Socket.IO',
    'app-instead-of-server',
    {
      ...manifest({ dependencies: { koa: '3', 'socket.io': '4' } }),
      ...installed('3.0.0', 'koa'),
      ...installed('4.8.0', 'socket.io'),
      'server.js':
        "const Koa = require('koa')\nconst { Server } = require('socket.io')\nconst app = new Koa()\nconst io = new Server(app)\napp.listen(3000)\n",
    },
    'mends',
  ],
  [
    'what Koa’s callback() gives is given to Parley',
    'app-instead-of-server',
    {
      ...manifest({ dependencies: { koa: '3', ws: '8', parley: '0.1' } }),
      ...installed('3.0.0', 'koa'),
      ...installed('0.1.0', 'parley'),
      'server.js':
        "const Koa = require('koa')\nconst { attach } = require('parley')\nconst app = new Koa()\nattach(app.callback(), { onSocket() {} })\napp.listen(3000)\n",
    },
    'mends',
  ],
  [
    'what Koa’s callback() gives is given to ws',
    'app-instead-of-server',
    {
      ...manifest({ dependencies: { koa: '3', ws: '8', parley: '0.1' } }),
      ...installed('3.0.0', 'koa'),
      ...installed('0.1.0', 'parley'),
      'server.js':
        "const Koa = require('koa')\nconst { WebSocketServer } = require('ws')\nconst app = new Koa()\nconst wss = new WebSocketServer({ server: app.callback() })\nwss.on('connection', (ws) => ws.on('error', console.error))\napp.listen(3000)\n",
    },
    'mends',
  ],
  [
    'what Koa’s callback() gives is kept and given to ws',
    'app-instead-of-server',
    {
      ...manifest({ dependencies: { koa: '3', ws: '8', parley: '0.1' } }),
      ...installed('3.0.0', 'koa'),
      ...installed('0.1.0', 'parley'),
      'server.js':
        "const Koa = require('koa')\nconst { WebSocketServer } = require('ws')\nconst app = new Koa()\nconst handler = app.callback()\nconst wss = new WebSocketServer({ server: handler, path: '/ws' })\nwss.on('connection', (ws) => ws.on('error', console.error))\napp.listen(3000)\n",
    },
    'mends',
  ],
  [
    'Fastify itself is given to Parley',
    'app-instead-of-server',
    {
      ...manifest({ type: 'module', dependencies: { fastify: '5', parley: '1' } }),
      ...installed('5.0.0', 'fastify'),
      ...installed('1.0.0', 'parley'),
      'server.js':
        "import Fastify from 'fastify'\nimport { attach } from 'parley'\nconst fastify = Fastify()\nattach(fastify, {})\nawait fastify.listen({ port: 3000 })\n",
    },
    'mends',
  ],
  [
    'Parley is imported as a default',
    'parley-import',
    {
      ...manifest({ dependencies: { express: '5', parley: '0.1' }, type: 'module' }),
      ...installed('0.1.0', 'parley'),
      'server.js':
        "import http from 'node:http'\nimport parley from 'parley'\nconst server = http.createServer()\nparley(server, { onSocket() {} })\nserver.listen(3000)\n",
    },
    'mends',
  ],
  [
    'Parley is imported as a default that has attach',
    'parley-import',
    {
      ...manifest({ dependencies: { express: '5', parley: '0.1' }, type: 'module' }),
      ...installed('0.1.0', 'parley'),
      'server.js':
        "import http from 'node:http'\nimport parley, { jwt } from 'parley'\nconst server = http.createServer()\nparley.attach(server, { signIn: jwt({}), onSocket() {} })\nserver.listen(3000)\n",
    },
    'mends',
  ],
  [
    'attach is imported without braces',
    'parley-import',
    {
      ...manifest({ dependencies: { express: '5', parley: '0.1' }, type: 'module' }),
      ...installed('0.1.0', 'parley'),
      'server.js':
        "import http from 'node:http'\nimport attach from 'parley'\nconst server = http.createServer()\nattach(server, { onSocket() {} })\nserver.listen(3000)\n",
    },
    'mends',
  ],
  [
    'all of Parley is called',
    'parley-import',
    {
      ...manifest({ dependencies: { express: '5', parley: '0.1' }, type: 'module' }),
      ...installed('0.1.0', 'parley'),
      'server.js':
        "import http from 'node:http'\nimport * as realtime from 'parley'\nconst server = http.createServer()\nrealtime(server, { onSocket() {} })\nserver.listen(3000)\n",
    },
    'mends',
  ],
  [
    'all of Parley is required and called',
    'parley-import',
    {
      ...manifest({ dependencies: { express: '5', parley: '0.1' } }),
      ...installed('0.1.0', 'parley'),
      'server.js':
        "const http = require('node:http')\nconst parley = require('parley')\nconst server = http.createServer()\nparley(server, { onSocket() {} })\nserver.listen(3000)\n",
    },
    'mends',
  ],
  [
    'all of Parley is called where it is required',
    'parley-import',
    {
      ...manifest({ dependencies: { express: '5', parley: '0.1' } }),
      ...installed('0.1.0', 'parley'),
      'server.js':
        "const http = require('node:http')\nconst server = http.createServer()\nrequire('parley')(server, { onSocket() {} })\nserver.listen(3000)\n",
    },
    'mends',
  ],
  [
    'a TCP server is given',
    'tcp-instead-of-server',
    {
      ...manifest(),
      'server.js':
        "const net = require('net')\nconst { Server } = require('ws')\nconst server = net.createServer()\nnew Server({ server })\nserver.listen(3000)\n",
    },
    'mends',
  ],
  [
    'attached above the server',
    'server-before-created',
    {
      ...generated,
      'bin/www': (generated['bin/www'] ?? '')
        .replace("require('../routes/webSocket')(server);\n", '')
        .replace("var http = require('http');", "var http = require('http');\nrequire('../routes/webSocket')(server);"),
    },
    'mends',
  ],
  [
    'ws is made above the server, and used at once',
    'server-before-created',
    {
      ...manifest(),
      'server.js': `${app}const wss = new WebSocketServer({ server })\nwss.on('connection', (ws) => ws.on('error', console.error))\nvar server = http.createServer(app)\nserver.listen(3000)\n`,
    },
    'mends',
  ],
  [
    'two files import each other',
    'circular-import',
    {
      ...manifest(),
      'server.js':
        "const http = require('http')\nrequire('./socket')\nconst server = http.createServer()\nserver.listen(3000)\nmodule.exports = server\n",
      'socket.js':
        "const server = require('./server')\nconst { WebSocketServer } = require('ws')\nnew WebSocketServer({ server })\n",
    },
    'stays',
  ],
  [
    'app.listen beside http.createServer',
    'wrong-server-listens',
    {
      ...manifest(),
      'server.js': `${app}const server = http.createServer(app)\nconst wss = new WebSocketServer({ server })\napp.listen(3000)\n`,
    },
    'mends',
  ],
  [
    'app.listen beside a server that another file makes',
    'wrong-server-listens',
    {
      ...manifest(),
      'server.js':
        "const { app, web } = require('./app')\nconst { WebSocketServer } = require('ws')\nnew WebSocketServer({ server: web })\napp.listen(process.env.PORT || 3000)\n",
      'app.js': `${app}module.exports = { app, web: http.createServer(app) }\n`,
    },
    'mends',
  ],
  [
    'an app under a cast',
    'app-instead-of-server',
    {
      'package.json': JSON.stringify({
        type: 'module',
        scripts: { start: 'tsx server.ts' },
        dependencies: { express: '5', ws: '8', tsx: '4' },
      }),
      ...installed('5.1.0', 'express'),
      ...installed(),
      ...installed('4.20.0', 'tsx'),
      'server.ts':
        "import express from 'express'\nimport { WebSocketServer } from 'ws'\nconst app = express()\napp.use(express.static('public'))\nconst wss = new WebSocketServer({ server: app as any })\napp.listen(3000)\n",
    },
    'mends',
  ],
  [
    'Parley at one path twice',
    'attached-twice',
    {
      ...manifest({ dependencies: { express: '5', ws: '8', parley: '0.1' } }),
      ...installed('0.1.0', 'parley'),
      'server.js': `${app}const { attach } = require('parley')\nconst server = app.listen(3000)\nattach(server, { channels: true })\nattach(server, { features: [] })\n`,
    },
    'stays',
  ],
  [
    'ws opens the port of the app',
    'port-taken-twice',
    { ...manifest(), 'server.js': `${app}app.listen(3000)\nconst wss = new WebSocketServer({ port: 3000 })\n` },
    'mends',
  ],
  [
    'ws opens the port of the server that Parley is on',
    'port-taken-twice',
    {
      ...manifest({ dependencies: { express: '5', ws: '8', parley: '0.1' } }),
      ...installed('0.1.0', 'parley'),
      'server.js': `${app}const { attach } = require('parley')\nconst server = app.listen(3000)\nattach(server, { channels: true })\nconst wss = new WebSocketServer({ port: 3000 })\n`,
    },
    'mends',
  ],
  [
    'nobody listens',
    'never-listens',
    { ...manifest(), 'server.js': `${app}const server = http.createServer(app)\nnew WebSocketServer({ server })\n` },
    'mends',
  ],
  [
    'two servers of ws by path',
    'two-websocket-servers',
    {
      ...manifest(),
      'server.js': `${app}const server = http.createServer(app)\nconst a = new WebSocketServer({ server, path: '/a' })\nconst b = new WebSocketServer({ server, path: '/b' })\nserver.listen(3000)\n`,
    },
    'mends',
  ],
  [
    'Vite hands the path of a WebSocket on by a text',
    'proxy-without-ws',
    {
      ...vite,
      'vite.config.ts':
        "import { defineConfig } from 'vite'\nexport default defineConfig({\n  server: { proxy: { '/api': 'http://localhost:3000', '/live': 'http://localhost:3000' } },\n})\n",
      ...socketAt("'ws://' + location.host + '/live'"),
    },
    'mends',
  ],
  [
    'Vite hands the path of a WebSocket on by an object',
    'proxy-without-ws',
    {
      ...vite,
      'vite.config.ts':
        "import { defineConfig } from 'vite'\nexport default defineConfig({\n  server: { proxy: { '/api': 'http://localhost:3000', '^/live/.*': { target: 'http://localhost:3000' } } },\n})\n",
      ...socketAt("'ws://localhost:5173/live/1'"),
    },
    'mends',
  ],
  [
    'Vite is told to keep a WebSocket',
    'proxy-without-ws',
    {
      ...vite,
      'vite.config.ts':
        "import { defineConfig } from 'vite'\nexport default defineConfig({\n  server: { proxy: { '/api': 'http://localhost:3000', '/live': { target: 'http://localhost:3000', ws: false } } },\n})\n",
      ...socketAt("'/live'"),
    },
    'mends',
  ],
  [
    'Vite hands the path of a WebSocket on by an object of several lines',
    'proxy-without-ws',
    {
      ...vite,
      'vite.config.ts':
        "export default () => {\n  return {\n    server: {\n      proxy: {\n        '/live': {\n          target: 'https://example.com',\n          changeOrigin: true,\n        },\n      },\n    },\n  }\n}\n",
      ...socketAt("'ws://' + location.host + '/live'"),
    },
    'mends',
  ],
  [
    'Vite hands the path of a WebSocket on by a variable',
    'proxy-without-ws',
    {
      ...vite,
      'vite.config.ts':
        "const options = { target: 'http://localhost:3000' }\nexport default { server: { proxy: { '/live': options } } }\n",
      ...socketAt("'ws://' + location.host + '/live'"),
    },
    'mends',
  ],
  [
    'Vite hands the path of Parley on, which its client uses',
    'proxy-without-ws',
    {
      ...vite,
      'vite.config.ts':
        "import { defineConfig } from 'vite'\nexport default defineConfig({\n  server: { proxy: { '/api': 'http://localhost:3000', '/': 'http://localhost:3000' } },\n})\n",
      ...{ 'src/main.ts': "import { connect } from '@parley/client'\nconnect()\n" },
    },
    'mends',
  ],
  [
    'Vite hands the path of Parley on, which its elements use',
    'proxy-without-ws',
    {
      ...vite,
      'vite.config.ts':
        "import { defineConfig } from 'vite'\nexport default defineConfig({\n  server: { proxy: { '/api': 'http://localhost:3000', '/chat': 'http://localhost:3000' } },\n})\n",
      ...{ 'index.html': '<parley-chat url="/chat"></parley-chat>' },
    },
    'mends',
  ],
  [
    'Vite hands /parley on',
    'proxy-without-ws',
    {
      ...vite,
      'vite.config.ts':
        "import { defineConfig } from 'vite'\nexport default defineConfig({\n  server: { proxy: { '/api': 'http://localhost:3000', '/parley': 'http://localhost:3000' } },\n})\n",
      ...{},
    },
    'mends',
  ],
  [
    'two servers of ws that one function makes',
    'two-websocket-servers',
    {
      ...manifest(),
      'server.js': `${app}const server = http.createServer(app)\nfunction rooms(path) {\n  const wss = new WebSocketServer({ server, path })\n  wss.on('connection', (ws) => ws.on('error', console.error))\n  return wss\n}\nconst a = rooms('/a')\nconst b = rooms('/b')\nserver.listen(3000)\n`,
    },
    'mends',
  ],
  [
    'two servers of ws that one function makes on what it is given',
    'two-websocket-servers',
    {
      ...manifest(),
      'server.js': `${app}const server = http.createServer(app)\nconst rooms = (on, path) => new WebSocketServer({ server: on, path })\nconst a = rooms(server, '/a')\nconst b = rooms(server, '/b')\nfor (const wss of [a, b]) wss.on('connection', (ws) => ws.on('error', console.error))\nserver.listen(3000)\n`,
    },
    'mends',
  ],
  [
    'two servers of ws that one function makes and keeps',
    'two-websocket-servers',
    {
      ...manifest(),
      'server.js': `${app}const server = http.createServer(app)\nfunction start(path) {\n  new WebSocketServer({ server, path }).on('connection', (ws) => ws.on('error', console.error))\n}\nstart('/a')\nstart('/b')\nserver.listen(3000)\n`,
    },
    'stays',
  ],
  [
    'ws and an upgrade handler',
    'upgrade-taken-twice',
    {
      ...manifest(),
      'server.js': `${app}const server = http.createServer(app)\nconst wss = new WebSocketServer({ server })\nserver.on('upgrade', (request, socket, head) => {\n  wss.handleUpgrade(request, socket, head, (ws) => wss.emit('connection', ws, request))\n})\nserver.listen(3000)\n`,
    },
    'mends',
  ],
  [
    'express-ws after the routes',
    'express-ws-late',
    {
      ...manifest({ dependencies: { express: '5', 'express-ws': '5' } }),
      ...installed('5.0.2', 'express-ws'),
      'server.js':
        "const express = require('express')\nconst routes = require('./routes')\nconst app = express()\nrequire('express-ws')(app)\napp.use(routes)\napp.listen(3000)\n",
      'routes.js': "const router = require('express').Router()\nrouter.ws('/a', () => {})\nmodule.exports = router\n",
    },
    'stays',
  ],
  [
    'express-ws without the server',
    'express-ws-server',
    {
      ...generated,
      'package.json': JSON.stringify({
        scripts: { start: 'node ./bin/www' },
        dependencies: { express: '4', ws: '8', 'express-ws': '5' },
      }),
      ...installed('5.0.2', 'express-ws'),
      'bin/www': (generated['bin/www'] ?? '').replace("require('../routes/webSocket')(server);\n", ''),
      'app.js':
        "var express = require('express');\nvar app = express();\nrequire('express-ws')(app);\napp.ws('/a', (ws) => {});\nmodule.exports = app;\n",
      'routes/webSocket.js': 'module.exports = () => {};\n',
      'public/index.html': '',
    },
    'mends',
  ],
  [
    'ws in a page',
    'ws-in-browser',
    { ...generated, ...page("const WebSocket = require('ws')\nnew WebSocket('ws://' + location.host)") },
    'mends',
  ],
  [
    'the client of Socket.IO and plain ws',
    'socketio-client-plain-server',
    { ...generated, 'public/index.html': '<script src="/socket.io/socket.io.js"></script><script>io()</script>' },
    'stays',
  ],
  [
    'a plain client and Socket.IO',
    'plain-client-socketio',
    {
      ...manifest({ dependencies: { express: '5', 'socket.io': '4' } }),
      ...installed('4.8.0', 'socket.io'),
      'server.js':
        "const express = require('express')\nconst app = express()\napp.use(express.static('public'))\nconst server = app.listen(3000)\nconst io = require('socket.io')(server)\n",
      ...page("new WebSocket('ws://localhost:3000')"),
    },
    'stays',
  ],
  [
    'Socket.IO 2 in the page, 4 on the server',
    'socketio-versions',
    {
      ...manifest({ dependencies: { express: '5', 'socket.io': '4' } }),
      ...installed('4.8.0', 'socket.io'),
      'server.js':
        "const express = require('express')\nconst app = express()\napp.use(express.static('public'))\nconst server = app.listen(3000)\nconst io = require('socket.io')(server)\n",
      'public/index.html':
        '<script src="https://cdn.example/socket.io/2.3.0/socket.io.js"></script>\n<script>io()</script>\n',
    },
    'mends',
  ],
  [
    'nothing serves the page',
    'page-not-served',
    { ...generated, 'app.js': (generated['app.js'] ?? '').replace(/app\.use.*\n/, '') },
    'mends',
  ],
  [
    'an element without its script',
    'element-script-missing',
    {
      ...manifest({ dependencies: { express: '5', parley: '1' } }),
      ...installed('1.0.0', 'parley'),
      'server.js':
        "const express = require('express')\nconst { attach } = require('parley')\nconst app = express()\napp.use(express.static('public'))\nconst server = app.listen(3000)\nattach(server, {})\n",
      'public/index.html':
        '<html>\n  <head>\n  </head>\n  <body><parley-chat room="a"></parley-chat></body>\n</html>\n',
    },
    'mends',
  ],
  [
    'an address without ws://',
    'url-scheme-missing',
    { ...generated, ...page("new WebSocket('localhost:3000')") },
    'mends',
  ],
  [
    'an address with #',
    'url-fragment',
    { ...generated, ...page("new WebSocket('ws://localhost:3000/#room')") },
    'mends',
  ],
  ['an address with http', 'url-http', { ...generated, ...page("new WebSocket('http://localhost:3000/')") }, 'mends'],
  [
    'the wrong port in the page',
    'page-port',
    { ...generated, ...page("new WebSocket('ws://localhost:8080')") },
    'mends',
  ],
  [
    'the port of the page in a constant',
    'page-port',
    { ...generated, ...page("const port = 8080\nnew WebSocket('ws://localhost:' + port + '/chat')") },
    'stays',
  ],
  [
    'the wrong path in the page',
    'page-path',
    {
      ...generated,
      'routes/webSocket.js': (generated['routes/webSocket.js'] ?? '').replace('{ server }', "{ server, path: '/ws' }"),
      ...page(`new WebSocket(\`ws://\${location.host}/socket\`)`),
    },
    'mends',
  ],
  [
    'no path in the page',
    'page-path',
    {
      ...generated,
      'routes/webSocket.js': (generated['routes/webSocket.js'] ?? '').replace('{ server }', "{ server, path: '/ws' }"),
      ...page("new WebSocket('ws://' + location.host)"),
    },
    'mends',
  ],
  [
    'an upgrade handler that does nothing',
    'upgrade-unanswered',
    {
      ...manifest(),
      'server.js': `${app}const server = http.createServer(app)\nconst wss = new WebSocketServer({ noServer: true })\nserver.on('upgrade', (request, socket, head) => {\n  console.log('upgrade', request.url)\n})\nserver.listen(3000)\n`,
    },
    'stays',
  ],
  [
    'an upgrade handler that destroys what is of Socket.IO',
    'upgrade-destroyed',
    {
      ...manifest({ dependencies: { express: '5', ws: '8', 'socket.io': '4' } }),
      ...installed('4.8.0', 'socket.io'),
      'server.js': `${app}const server = http.createServer(app)\nconst io = require('socket.io')(server)\nconst wss = new WebSocketServer({ noServer: true })\nserver.on('upgrade', (request, socket, head) => {\n  if (request.url === '/ws') wss.handleUpgrade(request, socket, head, (ws) => wss.emit('connection', ws, request))\n  else socket.destroy()\n})\nserver.listen(3000)\n`,
    },
    'mends',
  ],
  [
    'Socket.IO beside a handler that waits',
    'socketio-destroys-upgrade',
    {
      ...manifest({ dependencies: { express: '5', ws: '8', 'socket.io': '4' } }),
      ...installed('4.8.0', 'socket.io'),
      'server.js': `${app}const server = http.createServer(app)\nconst io = require('socket.io')(server)\nconst wss = new WebSocketServer({ noServer: true })\nserver.on('upgrade', async (request, socket, head) => {\n  if (request.url !== '/ws') return\n  await load(request)\n  wss.handleUpgrade(request, socket, head, (ws) => wss.emit('connection', ws, request))\n})\nserver.listen(3000)\n`,
    },
    'mends',
  ],
  [
    'a session is read in a connection',
    'session-in-upgrade',
    {
      ...manifest({ dependencies: { express: '5', ws: '8', 'express-session': '1' } }),
      ...installed('1.18.0', 'express-session'),
      'server.js': `${app}const session = require('express-session')\napp.use(session({ secret: 'a' }))\nconst server = app.listen(3000)\nconst wss = new WebSocketServer({ server })\nwss.on('connection', (ws, request) => {\n  ws.on('error', console.error)\n  ws.send(String(request.session.id))\n})\n`,
    },
    'mends',
  ],
  [
    'a listener of the server for each connection',
    'listener-in-connection',
    {
      ...manifest(),
      'server.js': `${app}const wss = new WebSocketServer({ server: app.listen(3000) })\nwss.on('connection', (ws) => {\n  ws.on('error', console.error)\n  wss.on('news', (text) => ws.send(text))\n})\n`,
    },
    'stays',
  ],
  [
    'headers for the WebSocket of a page',
    'browser-headers',
    { ...generated, ...page("new WebSocket('ws://' + location.host, { headers: { authorization: 'a' } })") },
    'stays',
  ],
  [
    'Server of ws under another name',
    'ws-server-in-module',
    {
      ...manifest({ type: 'module' }),
      'server.js': `import { WebSocket, Server as Sockets } from 'ws'\nconst wss = new Sockets({ port: 3000 })\nwss.on('connection', (ws) => {\n  ws.on('error', console.error)\n  ws.send(String(WebSocket.OPEN))\n})\n`,
    },
    'mends',
  ],
  [
    'a fragment in the last part of an address',
    'url-fragment',
    { ...generated, ...page("const host = 'ws://localhost:3000'\nconst socket = new WebSocket(host + '/#room')") },
    'mends',
  ],
  [
    'a page gives headers',
    'browser-headers',
    { ...generated, ...page("const socket = new WebSocket('ws://' + location.host, { headers: { a: 'b' } })") },
    'stays',
  ],
  [
    'a page sends at once on a socket that a function gave it',
    'send-before-open',
    {
      ...generated,
      ...page(
        "function open() {\n  const socket = new WebSocket('ws://' + location.host)\n  return socket\n}\nconst socket = open()\nsocket.send('hi')",
      ),
    },
    'mends',
  ],
  [
    'an address without a scheme that stands in a variable',
    'url-scheme-missing',
    { ...generated, ...page("const address = 'localhost:3000'\nconst socket = new WebSocket(address)") },
    'mends',
  ],
  [
    'a page sends before it is open',
    'send-before-open',
    { ...generated, ...page("const socket = new WebSocket('ws://' + location.host)\nsocket.send('hi')") },
    'mends',
  ],
  [
    'a route below the 404',
    'route-after-404',
    {
      ...manifest(),
      'server.js': `${app}app.use((req, res) => {\n  res.status(404).send('no')\n})\napp.get('/a', (req, res) => res.send('a'))\napp.listen(3000)\n`,
    },
    'mends',
  ],
  [
    'an object is sent',
    'object-sent',
    {
      ...generated,
      'routes/webSocket.js': (generated['routes/webSocket.js'] ?? '').replace('message.toString()', '{ text: 1 }'),
    },
    'mends',
  ],
  [
    'a page sends an object',
    'object-sent',
    {
      ...generated,
      ...page("const socket = new WebSocket('ws://' + location.host)\nsocket.onopen = () => socket.send({ a: 1 })"),
    },
    'mends',
  ],
  [
    'a Buffer is relayed',
    'buffer-relayed',
    {
      ...generated,
      'routes/webSocket.js': (generated['routes/webSocket.js'] ?? '').replace('message.toString()', 'message'),
    },
    'mends',
  ],
  [
    'await before the messages',
    'await-before-message',
    {
      ...generated,
      'routes/webSocket.js': (generated['routes/webSocket.js'] ?? '').replace(
        '(ws) => {',
        'async (ws) => {\n    await load();',
      ),
    },
    'stays',
  ],
  [
    'no handler for errors',
    'no-error-handler',
    {
      ...generated,
      'routes/webSocket.js': (generated['routes/webSocket.js'] ?? '').replace(
        "    ws.on('error', console.error);\n",
        '',
      ),
    },
    'mends',
  ],
]

describe('a project that is well', () => {
  it('as express-generator makes it, with a WebSocket, gives nothing', () => {
    expect(look(generated).findings).toEqual([])
  })
})

describe('a start script', () => {
  const start = (script: string, more: object = {}) => ({
    ...generated,
    'package.json': JSON.stringify({ scripts: { start: script }, dependencies: { express: '4', ws: '8' }, ...more }),
  })

  it('that runs the folder means what "main" names, or index.js', () => {
    expect(look(start('node .', { main: 'bin/www' })).findings).toEqual([])
    expect(look({ ...start('node .'), 'index.js': "require('./bin/www')\n" }).findings).toEqual([])
  })

  it('that names no file there is mended itself, and no other word in its line', () => {
    const texts = start('node serve.js', { main: 'serve.js' })
    expect(mended(texts)['package.json']).toBe(texts['package.json']?.replace('node serve.js', 'node bin/www'))
    const folder = start('node .', { main: 'gone.js' })
    expect(codesOf(folder)).toEqual(['entry-missing'])
    expect(mended(folder)).toEqual(folder)
  })
})

describe('the first cause of a broken project', () => {
  it.each(broken)('%s: %s', (_, code, texts) => {
    expect(codesOf(texts)[0]).toBe(code)
  })

  it.each(broken)('%s: is said once', (_, _code, texts) => {
    const places = look(texts).findings.map(({ evidence = '' }) => evidence.split(' | ')[0])
    expect(places).toEqual([...new Set(places)])
  })

  it.each(broken)('%s: is said with evidence, in English and Korean', (_, code, texts) => {
    const [first] = look(texts).findings
    expect(first?.evidence).not.toBe('')
    if (first !== undefined)
      for (const language of ['en', 'ko'] as const) expect(render(first, language).code).toBe(`project/${code}`)
  })
})

describe('a repair', () => {
  it('puts ws beside Parley at a path of its own, unless it has one', () => {
    const [, , texts] = broken.find(([title]) => title === 'ws opens the port of the server that Parley is on') ?? []
    expect(mended(texts ?? {})['server.js']).toContain("new WebSocketServer({ server, path: '/ws' })")
    const server = texts?.['server.js']?.replace('port: 3000', "port: 3000, path: '/news'") ?? ''
    const named = mended({ ...texts, 'server.js': server })
    expect(named['server.js']).toContain("new WebSocketServer({ server, path: '/news' })")
  })

  it.each(broken.filter(([, , , how]) => how === 'mends'))('%s: the project has no %s any more', (_, code, texts) => {
    const after = mended(texts)
    expect(after).not.toEqual(texts)
    expect(codesOf(after)).not.toContain(code)
    expect(codesOf(after)).not.toContain('syntax')
  })

  it.each(broken.filter(([, , , how]) => how === 'mends'))(
    '%s: done twice changes nothing more (%s)',
    (_, _code, texts) => {
      let once = texts
      for (let round = 0; round < 5; round++) once = mended(once)
      expect(mended(once)).toEqual(once)
    },
  )
})
