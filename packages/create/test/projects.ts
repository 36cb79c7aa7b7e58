// Projects as people have them, before Parley: what `parley add` is given.

export type Files = Readonly<Record<string, string>>

const page =
  '<!DOCTYPE html>\n<html>\n\n<head>\n  <title>Express</title>\n</head>\n\n<body>\n  <h1>Express</h1>\n</body>\n\n</html>\n'
const manifest = (start: string, more: object = {}) =>
  `${JSON.stringify({ name: 'my-app', version: '0.0.0', private: true, ...more, scripts: { start }, dependencies: { express: '^5.3.0' } }, undefined, 2)}\n`

/** What express-generator lays out, in words of our own: bin/www makes the server of the app that app.js exports. */
const generator: Files = {
  'package.json': manifest('node ./bin/www'),
  'public/index.html': page,
  'routes/index.js':
    "var express = require('express');\nvar router = express.Router();\n\nrouter.get('/users', function(req, res) {\n  res.send('users');\n});\n\nmodule.exports = router;\n",
  'app.js': `var express = require('express');
var path = require('path');

var indexRouter = require('./routes/index');

var app = express();

app.use(express.json());
app.use(express.static(path.join(__dirname, 'public')));
app.use('/', indexRouter);

module.exports = app;
`,
  'bin/www': `#!/usr/bin/env node

/**
 * What it needs.
 */

var app = require('../app');
var debug = require('debug')('my-app:server');
var http = require('http');

var port = process.env.PORT || '3000';
app.set('port', port);

/**
 * The server.
 */

var server = http.createServer(app);

server.listen(port);
server.on('listening', onListening);

function onListening() {
  debug('listening');
  console.log('listening on http://localhost:' + server.address().port);
}
`,
}

const say = "console.log('http://localhost:' + server.address().port)"

export const projects: Readonly<Record<string, Files>> = {
  'express-generator': generator,
  'express-generator whose app.js lost its export': {
    ...generator,
    'app.js': generator['app.js']!.replace('module.exports = app;\n', ''),
  },
  'express-generator in ES modules': {
    ...generator,
    'package.json': manifest('node ./bin/www.js', { type: 'module' }),
    'routes/index.js':
      "import express from 'express';\nconst router = express.Router();\nrouter.get('/users', (req, res) => res.send('users'));\nexport default router;\n",
    'app.js':
      "import express from 'express';\nimport indexRouter from './routes/index.js';\n\nconst app = express();\napp.use(express.static('public'));\napp.use('/', indexRouter);\n\nexport default app;\n",
    'bin/www': '',
    'bin/www.js': `import app from '../app.js';
import { createServer } from 'http';

const port = process.env.PORT || 3000;
app.set('port', port);
export const server = createServer(app).listen(port);
server.on('listening', () => ${say});
`,
  },
  'one file with app.listen, in CommonJS': {
    'package.json': manifest('node index.js'),
    'public/index.html': page,
    'index.js':
      "const express = require('express');\nconst app = express();\nconst port = process.env.PORT || 3000;\n\napp.use(express.static('public'));\napp.get('/users', (req, res) => res.send('users'));\n\napp.listen(port, function () {\n  console.log('http://localhost:' + this.address().port);\n});\n",
  },
  'one file with app.listen, in ES modules': {
    'package.json': manifest('node index.js', { type: 'module' }),
    'public/index.html': page,
    'index.js': `import express from 'express'

const app = express()
app.use(express.static('public'))
app.get('/users', (req, res) => res.send('users'))

const server = app.listen(process.env.PORT, () => ${say})
`,
  },
  'http.createServer of one’s own': {
    'package.json': manifest('node server.js'),
    'public/index.html': page,
    'server.js': `const http = require("http")
const express = require("express")

const app = express()
app.use(express.static("public"))
app.get("/users", (req, res) => res.send("users"))

const server = http.createServer(app)
server.listen(process.env.PORT, () => ${say})
`,
  },
  Koa: {
    'package.json': manifest('node server.js', { type: 'module' }),
    'public/index.html': page,
    'server.js': `import { readFileSync } from 'node:fs'
import Koa from 'koa'

const app = new Koa()
app.use((context) => {
  context.body = context.path === '/users' ? 'users' : readFileSync('public/index.html', 'utf8')
})
app.listen(process.env.PORT, function () {
  console.log('http://localhost:' + this.address().port)
})
`,
  },
  Fastify: {
    'package.json': manifest('node server.js', { type: 'module' }),
    'public/index.html': page,
    'server.js': `import { readFileSync } from 'node:fs'
import Fastify from 'fastify'

const fastify = Fastify()
fastify.get('/users', async () => 'users')
fastify.get('/', (request, reply) => reply.type('text/html').send(readFileSync('public/index.html', 'utf8')))
await fastify.listen({ port: Number(process.env.PORT) })
console.log('http://localhost:' + fastify.server.address().port)
`,
  },
  'node:http': {
    'package.json': manifest('node server.js', { type: 'module' }),
    'public/index.html': page,
    'server.js': `import { readFileSync } from 'node:fs'
import { createServer } from 'node:http'

const server = createServer((request, response) => {
  response.end(request.url === '/users' ? 'users' : readFileSync('public/index.html', 'utf8'))
}).listen(process.env.PORT, () => ${say})
`,
  },
}
