// app.js gives another thing than bin/www takes.
import { change, generated, generatedNeeds } from '../bases/generated.ts'
import { manifest } from '../bases/manifest.ts'
import type { BrokenCase } from '../case.ts'
import { blog, blogWithDefaults, wired } from './blog.ts'
import { project } from './project.ts'

const www = { command: ['node', 'bin/www'] } as const

export const exported: readonly BrokenCase[] = [
  project({
    row: 'A3',
    title: 'app.js has lost its last line',
    codes: ['project/no-export'],
    installed: [...generatedNeeds, 'ws'],
    symptom: /TypeError: (app|server)\.(set|listen) is not a function/,
    styles: [
      () => ({ files: wired(generated(), { app: (text) => change(text, 'module.exports = app;', '') }), ...www }),
      ({ port }) => ({
        files: {
          'package.json': manifest(['express', 'ws']),
          'application.js': `const express = require("express")
const application = express()
application.get("/", (request, response) => response.send("hello"))
// the end
`,
          'server.js': `const http = require("http")
const app = require("./application")
app.set("port", ${port})
const server = http.createServer(app)
require("./chat")(server)
server.listen(app.get("port"))
`,
          'chat.js': blogWithDefaults,
        },
      }),
    ],
    noClient: true,
  }),
  project({
    row: 'A3',
    title: 'app.js exports { app }',
    codes: ['project/export-in-braces'],
    installed: [...generatedNeeds, 'ws'],
    symptom: /TypeError: (app|web)\.(set|listen) is not a function/,
    styles: [
      () => ({
        files: wired(generated(), {
          app: (text) => change(text, 'module.exports = app;', 'module.exports = { app };'),
        }),
        ...www,
      }),
      ({ port }) => ({
        files: {
          'package.json': manifest(['express', 'ws']),
          'web.js': `const web = require('express')()
web.get('/', (_, res) => res.send('hello'))
exports.web = web
`,
          'server.js': `const web = require('./web.js')
web.set('port', ${port})
const server = require('http').createServer(web)
require('./chat.js')(server)
server.listen(${port})
`,
          'chat.js': blog,
        },
      }),
    ],
    noClient: true,
  }),
  project({
    row: 'A3',
    title: "app.js was replaced by the blog's own, which listens itself",
    codes: ['project/export-replaced', 'project/no-export'],
    installed: [...generatedNeeds, 'ws'],
    symptom: /TypeError: (app|express)\.set is not a function/,
    styles: [
      ({ port }) => ({
        files: wired(generated(), {
          app: () => `var express = require('express');
var path = require('path');
var app = express();

app.use(express.static(path.join(__dirname, 'public')));
app.listen(${port}, function () {
  console.log('start');
});
`,
        }),
        ...www,
      }),
      ({ port }) => ({
        files: wired(generated(), {
          app: () => `const express = require("express");
const web = express();

web.get("/", (req, res) => {
  res.sendFile(__dirname + "/public/index.html");
});
const server = web.listen(${port}, () => console.log("listening"));
`,
        }),
        ...www,
      }),
    ],
    noClient: true,
  }),
  project({
    row: 'A3',
    title: 'export default, read with require',
    codes: ['project/default-required'],
    installed: [...generatedNeeds, 'ws'],
    symptom: /TypeError: (app|site)\.set is not a function/,
    styles: [
      () => {
        const { 'app.js': _, ...rest } = wired(generated(), {
          www: (text) => change(text, "require('../app')", "require('../app.mjs')"),
        })
        return {
          files: {
            ...rest,
            'app.mjs': `import express from 'express';

const app = express();
app.use(express.static('public'));

export default app;
`,
          },
          ...www,
        }
      },
      ({ port }) => ({
        files: {
          'package.json': manifest(['express', 'ws']),
          'site.mjs': `import express from "express"
export default express().use(express.json())
`,
          'server.js': `const http = require("node:http")
const site = require("./site.mjs")
site.set("port", ${port})
const server = http.createServer(site)
require("./chat.js")(server)
server.listen(${port})
`,
          'chat.js': blog,
        },
      }),
    ],
    noClient: true,
  }),
]
