import { describe, expect, it } from 'vitest'
import { commonjs, module, patched, plan, refusal } from './planned.ts'

describe('the app that the server is made of', () => {
  const www =
    "const app = require('./app');\nconst http = require('http');\nconst server = http.createServer(app);\nserver.listen(3000);\n"
  const app = "const express = require('express');\nconst app = express();\napp.use(express.json());\n"

  it('is exported again when the line was lost', () => {
    const after = `${app}\nmodule.exports = app;\n`
    expect(patched({ ...commonjs, 'server.js': www, 'app.js': app }, 'app.js')).toBe(after)
    expect(patched({ ...commonjs, 'server.js': www, 'app.js': `${app}\n\n` }, 'app.js')).toBe(after)
    expect(patched({ ...commonjs, 'server.js': www, 'app.js': after }, 'app.js')).toBe(after)
  })

  it('is exported again when the one that loads it listens', () => {
    const files = { ...commonjs, 'server.js': "const app = require('./app');\napp.listen(3000);\n", 'app.js': app }
    expect(patched(files, 'app.js')).toBe(`${app}\nmodule.exports = app;\n`)
    expect(patched(files)).toContain('attach(server')
  })

  it('is exported again in ES modules', () => {
    const files = {
      ...module,
      'server.js':
        "import http from 'node:http'\nimport app from './app.js'\nconst server = http.createServer(app)\nserver.listen(3000)\n",
      'app.js': "import express from 'express'\nconst app = express()\n",
    }
    expect(patched(files, 'app.js')).toBe(
      "import express from 'express'\nconst app = express()\n\nexport default app\n",
    )
  })

  it.each([
    ['module.exports = { app };', '{ app }'],
    ['exports.app = app;', '{ app }'],
  ])('%s is refused where the whole is taken as the app', (line, found) => {
    const finding = refusal({ ...commonjs, 'server.js': www, 'app.js': `${app}${line}\n` })
    expect(finding).toMatchObject({
      code: 'create/app-export',
      values: { importer: 'server.js', found },
      lines: ['module.exports = app;'],
    })
  })
})

describe('the other files', () => {
  const server = "const app = require('express')();\napp.listen(3000);\n"

  it('package.json gets what it lacks, indented as it is, and keeps what it has', () => {
    const manifest =
      '{\n\t"name": "a",\n\t"scripts": { "start": "node server.js" },\n\t"dependencies": {\n\t\t"express": "^4.16.1",\n\t\t"parley": "1.2.3"\n\t}\n}\n'
    expect(patched({ 'package.json': manifest, 'server.js': server }, 'package.json')).toBe(
      '{\n\t"name": "a",\n\t"scripts": {\n\t\t"start": "node server.js"\n\t},\n\t"dependencies": {\n\t\t"@parley/chat": "file:../parley/features/chat",\n\t\t"express": "^4.16.1",\n\t\t"parley": "1.2.3"\n\t}\n}\n',
    )
  })

  it('.gitignore gets the data, if there is one', () => {
    const files = { ...commonjs, 'server.js': server }
    expect(patched({ ...files, '.gitignore': 'node_modules' }, '.gitignore')).toBe(
      'node_modules\nparley.db*\nparley-files/\n',
    )
    expect(plan(files).changes.map(({ file }) => file)).toEqual(['server.js', 'package.json'])
  })

  it.each([
    [
      'at the end of head and body',
      '<html>\n  <head>\n    <title>x</title>\n  </head>\n  <body>\n    <h1>x</h1>\n  </body>\n</html>\n',
      '<html>\n  <head>\n    <title>x</title>\n    <script type="module" src="/parley/elements.js"></script>\n  </head>\n  <body>\n    <h1>x</h1>\n    <parley-chat room="general" style="height: 32rem"></parley-chat>\n  </body>\n</html>\n',
    ],
    [
      'at the end of a page without them',
      '<!doctype html>\n<p>x',
      '<!doctype html>\n<p>x\n<script type="module" src="/parley/elements.js"></script>\n<parley-chat room="general" style="height: 32rem"></parley-chat>\n',
    ],
    [
      'not before a tag in a comment or a script',
      '<head><!-- </head> --><script>"</head>"</script></head><body></body>',
      '<head><!-- </head> --><script>"</head>"</script><script type="module" src="/parley/elements.js"></script></head><body><parley-chat room="general" style="height: 32rem"></parley-chat></body>',
    ],
    [
      'only what is not there',
      '<script type="module" src="/parley/elements.js"></script>\n<body>\n</body>\n',
      '<script type="module" src="/parley/elements.js"></script>\n<body>\n  <parley-chat room="general" style="height: 32rem"></parley-chat>\n</body>\n',
    ],
  ])('a page gets the script and the element %s', (_where, before, after) => {
    const files = { ...commonjs, 'server.js': server, 'public/index.html': before }
    expect(patched(files, 'public/index.html', { page: './public/index.html' })).toBe(after)
  })

  it('a view of express-generator in Pug gets both lines in its block', () => {
    const before = 'extends layout\n\nblock content\n  h1= title\n  p Welcome to #{title}\n'
    const files = { ...commonjs, 'server.js': server, 'views/index.jade': before }
    expect(patched(files, 'views/index.jade', { page: 'views/index.jade' })).toBe(
      `${before}  script(type='module', src='/parley/elements.js')\n  parley-chat(room='general', style='height: 32rem')\n`,
    )
  })

  it('where Parley is attached in a way of one’s own, only what the files name is added', () => {
    const own =
      "const { attach } = require('parley');\nattach(require('http').createServer().listen(1), { channels: true });\n"
    const { changes, attached } = plan({ ...commonjs, '.gitignore': '', 'server.js': own })
    expect(attached).toBe('server.js:2')
    expect(changes.map(({ file }) => file)).toEqual(['package.json'])
    expect(changes[0]?.after).toContain('"parley"')
    expect(changes[0]?.after).not.toContain('@parley/chat')
  })

  it('what a start script names besides programs is not read as one', () => {
    const files = {
      'package.json': '{ "scripts": { "start": "node --env-file=.env --import=./hooks.json server.js" } }',
      '.env': 'PORT = = 3000',
      'hooks.json': '{',
      'server.js': `require('./styles.css'); require('./page.vue');\n${server}`,
      'styles.css': 'body {',
      'page.vue': '<template>',
    }
    expect(patched(files)).toContain('attach(server')
  })

  it('a page that is not there, or of another kind, is refused, with the lines in its language', () => {
    const files = { ...commonjs, 'server.js': server, 'views/index.pug': 'h1 x\n' }
    expect(refusal(files, { page: 'index.html' }).code).toBe('create/page-missing')
    expect(refusal(files, { page: 'views/index.pug' })).toMatchObject({
      code: 'create/page-kind',
      lines: [expect.stringContaining("script(type='module'"), expect.stringContaining('parley-chat(')],
    })
  })
})
