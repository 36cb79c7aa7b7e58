import { describe, expect, it } from 'vitest'
import { commonjs, module, patched, refusal } from './planned.ts'

const attachCommonjs = "const { attach } = require('parley');\nconst { chat } = require('@parley/chat/server');\n"
const attachModule = "import { attach } from 'parley'\nimport { chat } from '@parley/chat/server'\n"

describe('where the server listens', () => {
  it.each([
    [
      'app.listen that nobody kept, in CommonJS',
      commonjs,
      "const express = require('express');\nconst app = express();\napp.listen(3000, () => console.log('up')); // go\n",
      `const express = require('express');\n${attachCommonjs}const app = express();\nconst server = app.listen(3000, () => console.log('up')); // go\nattach(server, { features: [chat()] });\n`,
    ],
    [
      'app.listen that was kept, in ES modules',
      module,
      "import express from 'express'\n\nconst app = express()\nexport const http = app.listen(3000)\n",
      `import express from 'express'\n${attachModule}\nconst app = express()\nexport const http = app.listen(3000)\nattach(http, { features: [chat()] })\n`,
    ],
    [
      'a chain after app.listen',
      module,
      "import express from 'express'\nconst app = express()\napp\n  .listen(3000)\n  .on('error', console.error)\n",
      `import express from 'express'\n${attachModule}const app = express()\nconst server = app\n  .listen(3000)\n  .on('error', console.error)\nattach(server, { features: [chat()] })\n`,
    ],
    [
      'http.createServer(app) of one’s own, with double quotes',
      commonjs,
      'const http = require("http");\nconst express = require("express");\nconst app = express();\nconst server = http.createServer(app);\nserver.listen(3000);\n',
      'const http = require("http");\nconst express = require("express");\nconst { attach } = require("parley");\nconst { chat } = require("@parley/chat/server");\nconst app = express();\nconst server = http.createServer(app);\nattach(server, { features: [chat()] });\nserver.listen(3000);\n',
    ],
    [
      'createServer by its name, chained with listen',
      module,
      "import { createServer } from 'node:http'\ncreateServer((request, response) => response.end()).listen(3000)\n",
      `import { createServer } from 'node:http'\n${attachModule}const server = createServer((request, response) => response.end()).listen(3000)\nattach(server, { features: [chat()] })\n`,
    ],
    [
      'a server that is declared first and made later',
      commonjs,
      "'use strict';\nlet server;\nserver = require('http').createServer();\nserver.listen(3000);\n",
      `'use strict';\n${attachCommonjs}let server;\nserver = require('http').createServer();\nattach(server, { features: [chat()] });\nserver.listen(3000);\n`,
    ],
    [
      'Koa',
      module,
      "import Koa from 'koa'\nconst app = new Koa()\napp.listen(3000)\n",
      `import Koa from 'koa'\n${attachModule}const app = new Koa()\nconst server = app.listen(3000)\nattach(server, { features: [chat()] })\n`,
    ],
    [
      'a function, after the database, with the indent there',
      commonjs,
      "const app = require('express')();\nasync function main() {\n\tawait database();\n\tapp.listen(3000);\n}\nmain();\n",
      `const app = require('express')();\n${attachCommonjs}async function main() {\n\tawait database();\n\tconst server = app.listen(3000);\n\tattach(server, { features: [chat()] });\n}\nmain();\n`,
    ],
    [
      'names that are taken',
      commonjs,
      "const express = require('express');\nconst chat = require('./chat');\nconst app = express();\nlet server = 'mine';\nconst attach = 1;\napp.listen(3000);\n",
      "const express = require('express');\nconst chat = require('./chat');\nconst { attach: attachParley } = require('parley');\nconst { chat: parleyChat } = require('@parley/chat/server');\nconst app = express();\nlet server = 'mine';\nconst attach = 1;\nconst httpServer = app.listen(3000);\nattachParley(httpServer, { features: [parleyChat()] });\n",
    ],
    [
      'lines of Windows',
      commonjs,
      "const express = require('express');\r\nconst app = express();\r\napp.listen(3000);\r\n",
      "const express = require('express');\r\nconst { attach } = require('parley');\r\nconst { chat } = require('@parley/chat/server');\r\nconst app = express();\r\nconst server = app.listen(3000);\r\nattach(server, { features: [chat()] });\r\n",
    ],
    [
      'a next line that begins with a bracket',
      module,
      "import { createServer } from 'node:http'\nconst server = createServer()\n;(() => server.listen(3000))()\n",
      `import { createServer } from 'node:http'\n${attachModule}const server = createServer()\nattach(server, { features: [chat()] })\n;(() => server.listen(3000))()\n`,
    ],
    [
      'two statements in one line',
      commonjs,
      "const app = require('express')(); app.listen(3000); console.log('up');\n",
      `const app = require('express')();\n${attachCommonjs.trimEnd()}\n const server = app.listen(3000);\nattach(server, { features: [chat()] });\n console.log('up');\n`,
    ],
    [
      'a next line that would go on with ours',
      module,
      "import express from 'express'\nconst app = express()\napp.listen(3000)\n;[1].forEach(String)\n",
      `import express from 'express'\n${attachModule}const app = express()\nconst server = app.listen(3000)\nattach(server, { features: [chat()] })\n;[1].forEach(String)\n`,
    ],
  ])('%s', (_what, manifest, before, after) => {
    expect(patched({ ...manifest, 'server.js': before })).toBe(after)
  })

  it('is followed through the files of the project: app.js, and what index.js says', () => {
    const files = {
      ...commonjs,
      'server.js': "const { server } = require('./lib');\nserver.listen(3000);\n",
      'lib/index.js':
        "const http = require('http');\nconst server = http.createServer();\nmodule.exports = { server };\n",
    }
    expect(patched(files, 'lib/index.js')).toBe(
      `const http = require('http');\n${attachCommonjs}const server = http.createServer();\nattach(server, { features: [chat()] });\nmodule.exports = { server };\n`,
    )
  })

  it('is found in TypeScript, in the sources rather than in what was built of them', () => {
    const files = {
      'package.json': '{ "scripts": { "start": "node dist/server.js", "dev": "tsx watch src/server.ts" } }',
      'dist/server.js': "require('express')().listen(3000)",
      'src/server.ts':
        "import express from 'express'\nimport app from './app.js'\nconst port: number = 3000\napp.listen(port)\n",
      'src/app.ts':
        "import express, { type Express } from 'express'\nconst app: Express = express()\nexport default app\n",
    }
    expect(patched(files, 'src/server.ts')).toBe(
      `import express from 'express'\nimport app from './app.js'\n${attachModule}const port: number = 3000\nconst server = app.listen(port)\nattach(server, { features: [chat()] })\n`,
    )
  })

  it('is found where nothing says it, by what such files are called, and by --entry', () => {
    const code = "const app = require('express')();\napp.listen(3000);\n"
    expect(patched({ 'package.json': '{}', 'app.js': code }, 'app.js')).toContain('attach(server')
    expect(patched({ 'package.json': '{}', 'my/own.js': code }, 'my/own.js', { entry: './my/own.js' })).toContain(
      'attach(server',
    )
  })

  it('is Fastify’s own, before it listens, and on an address', () => {
    const files = {
      ...module,
      'server.js':
        "import Fastify from 'fastify'\nconst fastify = Fastify({ logger: true })\n\nconst start = async () => {\n  try {\n    await fastify.listen({ port: 3000 })\n  } catch (error) {\n    process.exit(1)\n  }\n}\nstart()\n",
    }
    expect(patched(files)).toBe(
      `import Fastify from 'fastify'\n${attachModule}const fastify = Fastify({ logger: true })\n\nconst start = async () => {\n  try {\n    attach(fastify.server, { features: [chat()] })\n    await fastify.listen({ port: 3000, host: '127.0.0.1' })\n  } catch (error) {\n    process.exit(1)\n  }\n}\nstart()\n`,
    )
    const said = files['server.js'].replace('port: 3000', "port: 3000, host: '0.0.0.0'")
    expect(patched({ ...files, 'server.js': said })).toContain("host: '0.0.0.0' })")
  })
})

describe('what is refused', () => {
  it.each([
    [
      'listen in an arrow',
      "const app = require('express')();\nready(() => app.listen(3000));\n",
      'create/unclear-server',
      'server.js:2',
    ],
    [
      'listen under an if',
      "const app = require('express')();\nif (true) app.listen(3000);\n",
      'create/unclear-server',
      'server.js:2',
    ],
    [
      'listen that is exported',
      "const app = require('express')();\nmodule.exports = app.listen(3000);\n",
      'create/unclear-server',
      'server.js:2',
    ],
    ['listen on what a function made', 'make().listen(3000);\n', 'create/unclear-server', 'server.js:1'],
    [
      'listen on a parameter',
      'module.exports = (app) => {\n  app.listen(3000);\n};\n',
      'create/unclear-server',
      'server.js:2',
    ],
    [
      'options of Fastify that come from elsewhere',
      "const f = require('fastify')();\nf.listen(options);\n",
      'create/unclear-server',
      'server.js:2',
    ],
    [
      'what a chain makes of it',
      "const app = require('express')();\nconst address = app.listen(3000).address();\n",
      'create/unclear-server',
      'server.js:2',
    ],
    [
      'a server that somebody else wraps',
      "const server = wrap(require('http').createServer());\nserver.listen(3000);\n",
      'create/unclear-server',
      'server.js:2',
    ],
    ['no server', "const app = require('express')();\n", 'create/no-server', 'server.js'],
    ['no program', 'const app = ;\n', 'create/syntax', 'server.js:1'],
    [
      'two servers',
      "const http = require('http');\nconst app = require('express')();\nconst server = http.createServer(app);\nserver.listen(3000);\napp.listen(3001);\n",
      'create/several-servers',
      'server.js:4, server.js:5',
    ],
  ])('%s: names the code and the place', (_what, code, finding, place) => {
    const { code: said, values, lines = [] } = refusal({ ...commonjs, 'server.js': code })
    expect(said).toBe(finding)
    expect(Object.values(values ?? {}).join(' ')).toContain(place)
    if (finding !== 'create/syntax') expect(lines.at(-1)).toBe('attach(server, { features: [chat()] })')
  })

  it('a folder without package.json, and one that npm could not read either', () => {
    expect(refusal({}).code).toBe('create/no-project')
    expect(refusal({ 'package.json': '{ "name": ' }).code).toBe('create/manifest')
    expect(refusal({ 'package.json': '[]' }).code).toBe('create/manifest')
  })

  it('a server that is made twice, of which one is never started, is not refused: the one that listens is taken', () => {
    const code =
      "const http = require('http');\nconst app = require('express')();\nconst unused = http.createServer(app);\napp.listen(3000);\n"
    expect(patched({ ...commonjs, 'server.js': code })).toContain('const server = app.listen(3000);\nattach(server')
  })
})
