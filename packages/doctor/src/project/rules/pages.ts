import { major } from 'semver'
import type { Edit } from '../../repair/edit.ts'
import { relativeTo } from '../files/files.ts'
import { codeText, lineOf, lineText, placeText } from '../show.ts'
import type { Page, PageScript } from '../sites/pages.ts'
import type { Attach } from '../sites/sites.ts'
import type { Module } from '../source/module.ts'
import type { Node } from '../source/parse.ts'
import { error, type Facts, type ProjectFinding, type Rule } from './rule.ts'
import { clientVersion } from './ws-shapes.ts'

/** Pages and what they speak. */
export const pageRules: readonly Rule[] = [
  { codes: ['project/ws-in-browser'], find: wsInBrowser },
  {
    codes: ['project/socketio-client-plain-server', 'project/plain-client-socketio', 'project/socketio-versions'],
    find: otherProtocol,
  },
  {
    codes: ['project/page-not-served'],
    after: ['project/syntax', 'project/never-listens', 'project/no-export', 'project/export-replaced'],
    find: notServed,
  },
  { codes: ['project/element-script-missing'], find: elementScript },
]

function wsInBrowser({ project, pages }: Facts): ProjectFinding[] {
  const isServers = new Set(project.modules.map(({ path }) => path))
  return pages.modules.flatMap((module): ProjectFinding[] => {
    const mention = module.imports.find(({ specifier }) => specifier === 'ws')
    if (mention === undefined || isServers.has(module.path)) return []
    const at = placeText(project, module, mention)
    const before = lineOf(module.parsed.text, mention.line)
    const isWhole = /^\s*(?:import\s.*|(?:const|let|var)\s+[\w{}\s,:]+=\s*require\(['"]ws['"]\));?\s*$/.test(before)
    const named = /(?:import|const|let|var)\s+(\w+)/.exec(before)?.[1]
    const isSameName = named === 'WebSocket' || /\{\s*WebSocket\s*\}/.test(before)
    const repair: Edit[] =
      isWhole && isSameName ? [{ do: 'replace', file: module.path, line: mention.line, before, after: undefined }] : []
    return [
      error('project/ws-in-browser', {
        values: { at },
        evidence: `${at}  ${before.trim()}`,
        lines: [`- ${before.trim()}`],
        ...(repair.length > 0 ? { repair } : {}),
      }),
    ]
  })
}

function otherProtocol(facts: Facts): ProjectFinding[] {
  const { project, sites, pages } = facts
  const { attaches } = sites
  const socketIo = attaches.find(({ library }) => library === 'Socket.IO')
  const plain = attaches.find(({ library }) => library !== 'Socket.IO')
  const client = socketIoClient(facts)
  if (client !== undefined && socketIo === undefined && plain !== undefined) {
    const evidence = `${client.at}  ${client.text} | ${placeText(project, plain.module, plain.node)}  ${lineText(plain.module, plain.node)}`
    const url = `\`ws://\${location.host}${plain.path ?? ''}\``
    return [
      error('project/socketio-client-plain-server', {
        values: { at: client.at, library: plain.library },
        evidence,
        lines: [`const socket = new WebSocket(${url})`],
      }),
    ]
  }
  const [socket] = pages.sockets
  const isLocal = socket?.url !== undefined && /localhost|127\.0\.0\.1|location/.test(socket.url)
  if (socketIo !== undefined && plain === undefined && sites.upgrades.length === 0 && socket !== undefined && isLocal) {
    const at = placeText(project, socket.module, socket.node)
    const evidence = `${at}  ${lineText(socket.module, socket.node)} | ${placeText(project, socketIo.module, socketIo.node)}  ${lineText(socketIo.module, socketIo.node)}`
    return [
      error('project/plain-client-socketio', {
        values: { at },
        evidence,
        lines: ['<script src="/socket.io/socket.io.js"></script>', 'const socket = io()'],
      }),
    ]
  }
  return client === undefined || socketIo === undefined ? [] : versions(facts, client, socketIo)
}

interface Client {
  readonly at: string
  readonly text: string
  readonly version: string | undefined
  readonly page: Page | undefined
  readonly script: PageScript | undefined
}

function socketIoClient({ project, pages }: Facts): Client | undefined {
  for (const page of pages.pages) {
    const script = page.scripts.find(({ src }) => src !== undefined && /socket\.io(?:-client)?[@/.]/.test(src))
    if (script?.src === undefined) continue
    const at = `${project.shown(page.path)}:${script.line}`
    const version = /(?:socket\.io(?:-client)?[@/]|\/)(\d+\.\d+\.\d+|\d+)(?:\/|$)/.exec(script.src)?.[1]
    return { at, text: lineOf(project.files.textOf(page.path) ?? '', script.line).trim(), version, page, script }
  }
  for (const module of pages.modules) {
    const mention = module.imports.find(({ specifier }) => specifier === 'socket.io-client')
    if (mention === undefined) continue
    const version = clientVersion(project, 'socket.io-client')
    return {
      at: placeText(project, module, mention),
      text: lineText(module, mention),
      version,
      page: undefined,
      script: undefined,
    }
  }
  return undefined
}

/** A client of version 2 speaks EIO=3, which servers of 3 and 4 refuse unless they are told. */
function versions({ project }: Facts, client: Client, attach: Attach): ProjectFinding[] {
  const server = clientVersion(project, 'socket.io')
  if (server === undefined || client.version === undefined) return []
  const one = Number.parseInt(client.version, 10)
  const two = major(server)
  if (one >= 3 === two >= 3 || /allowEIO3/.test(attach.module.parsed.text)) return []
  const evidence = `${client.at}  ${client.text} | socket.io ${server} is installed`
  const { page, script } = client
  const own = '<script src="/socket.io/socket.io.js"></script>'
  const text = page === undefined ? '' : lineOf(project.files.textOf(page.path) ?? '', script?.line ?? 0)
  const after = text.replace(/<script[^>]*><\/script>/, own)
  const repair: Edit[] =
    page === undefined || script === undefined || after === text
      ? []
      : [{ do: 'replace', file: page.path, line: script.line, before: text, after }]
  const values = { at: client.at, client: client.version, server }
  const lines = page === undefined ? [`npm install socket.io-client@${two}`] : [own]
  return [error('project/socketio-versions', { values, evidence, lines, ...(repair.length > 0 ? { repair } : {}) })]
}

/** Ways by which a server gives out a page; one of them in any file, and the page may be among what it gives. */
const serves =
  /\b(?:static|sendFile|sendfile|render|readFile|readFileSync|createReadStream|sirv|serveStatic|serve-static|koa-static|koa-send|StaticFiles|vite|next|view engine|http-proxy|createProxy)\b/

function notServed({ project, sites, pages }: Facts): ProjectFinding[] {
  const entry = sites.listens.find(
    ({ framework, target }) =>
      framework !== undefined || (target.is === 'thing' && target.path.includes('createServer')),
  )
  const page = pages.pages.find(({ path }) =>
    /(?:^|\/)(?:public|static|client|www)\/[^/]+\.html?$|^index\.html?$/.test(relativeTo(project.folder, path)),
  )
  if (entry === undefined || page === undefined || project.isCut) return []
  const speaks =
    pages.sockets.some((socket) => socket.page === page) ||
    page.elements.length > 0 ||
    page.scripts.some(({ src }) => /socket\.io/.test(src ?? ''))
  const all = project.modules.map(({ parsed }) => parsed.text).join('\n')
  const manifest = project.manifest === undefined || 'fault' in project.manifest ? undefined : project.manifest
  const others = Object.keys(manifest?.dependencies ?? {}).some(
    (name) => /vite|next|webpack|parcel|react-scripts|serve|static|live-server/.test(name) && name !== 'serve-favicon',
  )
  const isNamed = all.includes(page.path.slice(page.path.lastIndexOf('/') + 1))
  if (!speaks || serves.test(all) || others || isNamed) return []
  const app = expressApp(project)
  if (app === undefined) return []
  const folder = relativeTo(project.folder, page.path).split('/').slice(0, -1).join('/')
  const { module, node, name } = app
  const inFolder = relativeTo(module.path.slice(0, module.path.lastIndexOf('/')), `${project.folder}/${folder}`)
  const root = module.kind === 'cjs' ? `__dirname + '/${inFolder}'` : `'${folder || '.'}'`
  const line = module.parsed.lineAt(node.start)
  const before = lineOf(module.parsed.text, line)
  const end = before.trimEnd().endsWith(';') ? ';' : ''
  const express = codeText(module, node.callee as Node)
  const added = `${name}.use(${express}.static(${root}))${end}`
  const at = placeText(project, module, node)
  const shown = project.shown(page.path)
  return [
    error('project/page-not-served', {
      values: { page: shown, at },
      evidence: `${shown} | ${at}  ${before.trim()}`,
      lines: [added],
      repair: folder === '' ? [] : [{ do: 'replace', file: module.path, line, before, after: `${before}\n${added}` }],
    }),
  ]
}

function expressApp(
  project: Facts['project'],
): { module: Module; node: Extract<Node, { type: 'CallExpression' | 'NewExpression' }>; name: string } | undefined {
  for (const module of project.modules) {
    for (const { name, value, scope } of module.outline.scope.names.values()) {
      if (value?.type !== 'CallExpression') continue
      const made = project.evaluator.valueOf(value, scope, module)
      if (made.is === 'thing' && made.path === 'express()' && made.made?.node === value)
        return { module, node: value, name }
    }
  }
  return undefined
}

function elementScript({ project, pages, sites }: Facts): ProjectFinding[] {
  if (!sites.attaches.some(({ library }) => library === 'Parley')) return []
  return pages.pages.flatMap(({ path, elements, scripts }): ProjectFinding[] => {
    const [first] = elements
    if (first === undefined || !/\.html?$/.test(path)) return []
    const isThere = scripts.some(
      ({ src, module }) => /elements|parley/.test(src ?? '') || module?.imports.length !== 0 || module === undefined,
    )
    if (isThere && scripts.length > 0) return []
    const own = sites.attaches.find(({ library }) => library === 'Parley')?.path ?? '/parley'
    const text = project.files.textOf(path) ?? ''
    const line = text.split('\n').findIndex((each) => /<\/head>/i.test(each)) + 1
    const before = lineOf(text, line)
    const added = `<script type="module" src="${own}/elements.js"></script>`
    const at = `${project.shown(path)}:${first.line}`
    const repair: Edit[] =
      line === 0 || !/^\s*<\/head>/i.test(before)
        ? []
        : [{ do: 'replace', file: path, line, before, after: `    ${added}\n${before}` }]
    return [
      error('project/element-script-missing', {
        values: { at, name: first.name },
        evidence: `${at}  <${first.name}>`,
        lines: [added],
        ...(repair.length > 0 ? { repair } : {}),
      }),
    ]
  })
}
