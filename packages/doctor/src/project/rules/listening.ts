import type { Edit } from '../../repair/edit.ts'
import { codeText, lineOf, lineText, placeText } from '../show.ts'
import type { Attach, Listen, Made, Sites } from '../sites/sites.ts'
import type { Module } from '../source/module.ts'
import { lookUp } from '../source/scopes.ts'
import { madeTwice } from './made-twice.ts'
import { error, type Facts, type ProjectFinding, type Rule } from './rule.ts'
import { shareServer } from './sharing.ts'

/** Which server listens, on which port, and how often. */
export const listenRules: readonly Rule[] = [
  {
    codes: ['project/wrong-server-listens'],
    after: ['project/app-instead-of-server', 'project/export-replaced', 'project/express-ws-server'],
    find: wrongServer,
  },
  {
    codes: ['project/port-taken-twice'],
    after: ['project/wrong-server-listens', 'project/export-replaced', 'project/app-instead-of-server'],
    find: portTwice,
  },
  {
    codes: ['project/never-listens'],
    after: [
      'project/syntax',
      'project/entry-missing',
      'project/missing-file',
      'project/file-case',
      'project/import-extension',
      'project/no-export',
      'project/export-in-braces',
    ],
    find: neverListens,
  },
  {
    codes: ['project/attached-twice'],
    find: attachedTwice,
  },
  {
    codes: ['project/two-websocket-servers', 'project/upgrade-taken-twice'],
    after: ['project/app-instead-of-server'],
    find: twoServers,
  },
]

function wrongServer({ project, sites }: Facts): ProjectFinding[] {
  // Where one cannot be told, it may be the right one.
  if (sites.listens.some(({ key }) => key === undefined)) return []
  const found: ProjectFinding[] = []
  for (const attach of sites.attaches) {
    const key = attach.argument?.key
    if (key === undefined || sites.listens.some((listen) => listen.key === key)) continue
    const made = sites.made.find(({ node }) => node === key)
    const listen = sites.listens.find((each) => each.framework !== undefined) ?? sites.listens[0]
    if (made === undefined || listen === undefined || isHandedOut(sites, key)) continue
    const at = placeText(project, listen.module, listen.node)
    const madeAt = placeText(project, made.module, made.node)
    const mend = serverListen(listen, made, attach)
    const own = codeText(listen.module, listen.node.callee as Listen['node'])
    found.push(
      error('project/wrong-server-listens', {
        values: { at, madeAt, library: attach.library, listens: `${own}()` },
        evidence: `${at}  ${lineText(listen.module, listen.node)} | ${madeAt}  ${lineText(made.module, made.node)}`,
        lines: [mend?.after?.trim() ?? lineText(listen.module, listen.node).replace(own, 'server.listen')],
        ...(mend === undefined ? {} : { repair: [mend] }),
      }),
    )
  }
  return found
}

/** `http2` and the like may be told to listen by who it is given to. */
function isHandedOut(sites: Sites, key: unknown): boolean {
  return sites.listens.some((listen) => listen.node === key)
}

function serverListen(listen: Listen, made: Made, attach: Attach): Extract<Edit, { do: 'replace' }> | undefined {
  const { module, node, scope } = listen
  const name = nameOfServer(listen, made, attach)
  const callee = codeText(module, node.callee as Listen['node'])
  const binding = name === undefined ? undefined : lookUp(scope, name)
  if (name === undefined || binding?.scope !== module.outline.scope || binding.start > node.start) return undefined
  const line = module.parsed.lineAt(node.start)
  const before = lineOf(module.parsed.text, line)
  const after = before.replace(callee, `${name}.listen`)
  return after === before || (made.module === module && made.node.start > node.start)
    ? undefined
    : { do: 'replace', file: module.path, line, before, after }
}

/** What the server is called where the other one listens: it was made there, or came from another file and is attached to there. */
function nameOfServer({ module }: Listen, made: Made, attach: Attach): string | undefined {
  if (module === made.module) {
    return [...module.outline.scope.names.values()].find(
      ({ value }) => value !== undefined && value.start <= made.node.start && value.end >= made.node.end,
    )?.name
  }
  const given = attach.argument?.node
  return attach.module === module && given?.type === 'Identifier' ? given.name : undefined
}

interface Taken {
  readonly module: Module
  readonly node: Listen['node']
  readonly port: number
  readonly library: Attach['library'] | undefined
  readonly key: unknown
}

function portTwice({ project, sites }: Facts): ProjectFinding[] {
  const taken: Taken[] = [
    ...sites.listens.flatMap((each) =>
      each.port && !each.isGuarded ? [{ ...each, port: each.port, library: undefined }] : [],
    ),
    ...sites.attaches.flatMap((each) =>
      each.mode === 'port' && each.port && !each.isGuarded ? [{ ...each, port: each.port, key: each.node }] : [],
    ),
  ].sort((one, other) => Number(one.library !== undefined) - Number(other.library !== undefined))
  for (const [index, one] of taken.entries()) {
    const other = taken.slice(index + 1).find(({ port, node }) => port === one.port && node !== one.node)
    if (other === undefined) continue
    const at = placeText(project, other.module, other.node)
    const first = placeText(project, one.module, one.node)
    return [
      error('project/port-taken-twice', {
        values: { at, first, port: String(one.port) },
        evidence: `${first}  ${lineText(one.module, one.node)} | ${at}  ${lineText(other.module, other.node)}`,
        ...(other.library === 'ws' ? mendPort(one, other, sites) : oneListen(project, one, other)),
      }),
    ]
  }
  return []
}

/** The WebSocket server is attached to what listens already: `const server = app.listen(3000)`, `{ server }`. */
function mendPort(one: Taken, other: Taken, { attaches }: Sites): { lines: string[]; repair?: Edit[] } {
  const use = lineOf(other.module.parsed.text, other.module.parsed.lineAt(other.node.start))
  const useAfter = use.replace(/\bport\s*:\s*[^,}]+?(?=\s*[,}])/, 'server').replace(/\{\s*port\s*\}/, '{ server }')
  const listenLine = one.module.parsed.lineAt(one.node.start)
  const listen = lineOf(one.module.parsed.text, listenLine)
  const named = /^\s*(?:const|let|var)\s+(\w+)\s*=/.exec(listen)?.[1]
  const own = codeText(one.module, one.node.callee as Listen['node']).replace(/\.listen$/, '')
  const isApp = /^\w+$/.test(own) && listen.trim().startsWith(`${own}.listen`)
  const server = named ?? (isApp && !isServerName(one) ? 'server' : own)
  // Beside Parley it has a path of its own: without one it would take all of them, and what Parley says of the others.
  const isBesideParley = attaches.some(({ library, argument }) => library === 'Parley' && argument?.key === one.key)
  const hasPath = attaches.find(({ node }) => node === other.node)?.path !== undefined
  const path = isBesideParley && !hasPath ? ", path: '/ws'" : ''
  const attached = useAfter.replace(/\bserver\b/, `${server === 'server' ? 'server' : `server: ${server}`}${path}`)
  const listenAfter =
    named !== undefined || server === own ? listen : listen.replace(`${own}.listen`, `const server = ${own}.listen`)
  const lines = [...(listenAfter === listen ? [] : [listenAfter.trim()]), attached.trim()]
  const isSafe =
    one.module === other.module &&
    one.node.start < other.node.start &&
    useAfter !== use &&
    !/\bserver\b/.test(one.module.parsed.text.replace(/['"`][^'"`]*['"`]/g, '')) ===
      (server === 'server' && named === undefined)
  if (!isSafe) return { lines }
  const edits: Edit[] = [
    ...(listenAfter === listen
      ? []
      : [{ do: 'replace' as const, file: one.module.path, line: listenLine, before: listen, after: listenAfter }]),
    {
      do: 'replace',
      file: other.module.path,
      line: other.module.parsed.lineAt(other.node.start),
      before: use,
      after: attached,
    },
  ]
  return { lines, repair: edits }
}

/** The one to go: it stands in a file that the entry only needs something from. */
function oneListen({ entries }: Facts['project'], one: Taken, other: Taken): { lines: string[]; repair?: Edit[] } {
  const isEntry = ({ module }: Taken) => module.path === entries[0]?.path
  const { module, node } = isEntry(other) ? one : other
  const line = module.parsed.lineAt(node.start)
  const before = lineOf(module.parsed.text, line)
  const isWhole = before.trim().replace(/;$/, '') === codeText(module, node, 1000)
  const lines = [`- ${before.trim()}`]
  return isWhole ? { lines, repair: [{ do: 'replace', file: module.path, line, before, after: undefined }] } : { lines }
}

function isServerName({ key, node }: Taken): boolean {
  return key !== node
}

function neverListens({ project, sites }: Facts): ProjectFinding[] {
  if (sites.listens.length > 0 || project.isCut) return []
  const attach = sites.attaches.find(({ mode, argument }) => mode === 'server' && argument?.key !== undefined)
  const key = attach?.argument?.key
  const made = sites.made.find(({ node }) => node === key)
  if (attach === undefined || made === undefined) return []
  // Somebody may do it by another name, or the file is another's part.
  const all = project.modules.map(({ parsed }) => parsed.text).join('\n')
  if (/\.listen\b|\bserve\(|\blisten\(/.test(all)) return []
  const entry = project.modules.find(({ path }) => path === project.entries[0]?.path)
  if (entry === undefined || project.entries[0]?.by === 'main') return []
  const at = placeText(project, made.module, made.node)
  const name = [...made.module.outline.scope.names.values()].find(({ value }) => value === made.node)?.name ?? 'server'
  const line = `${name}.listen(3000)`
  return [
    error('project/never-listens', {
      values: { at, line },
      evidence: `${at}  ${lineText(made.module, made.node)} | no file calls listen`,
      lines: [line],
      repair: [
        { do: 'append', file: made.module.path, text: made.module.parsed.text.includes(';\n') ? `${line};` : line },
      ],
    }),
  ]
}

/** Two of Parley at one path: the second throws. */
function attachedTwice({ project, sites }: Facts): ProjectFinding[] {
  const ours = sites.attaches.filter(({ library, isGuarded }) => library === 'Parley' && !isGuarded)
  for (const [index, one] of ours.entries()) {
    const other = ours
      .slice(index + 1)
      .find(
        ({ argument, path }) => argument?.key !== undefined && argument.key === one.argument?.key && path === one.path,
      )
    if (other === undefined || typeof one.path !== 'string') continue
    const first = placeText(project, one.module, one.node)
    const second = placeText(project, other.module, other.node)
    const evidence = `${first}  ${lineText(one.module, one.node)} | ${second}  ${lineText(other.module, other.node)}`
    return [error('project/attached-twice', { values: { first, second, path: one.path }, evidence })]
  }
  return []
}

function twoServers({ project, sites, pages }: Facts): ProjectFinding[] {
  const onServers = sites.attaches.filter(
    ({ mode, argument, isGuarded }) => mode === 'server' && argument?.key !== undefined && !isGuarded,
  )
  for (const [index, one] of onServers.entries()) {
    for (const other of onServers.slice(index + 1)) {
      if (one.argument?.key !== other.argument?.key || one.node === other.node) continue
      // Socket.IO leaves what is not its own alone; `ws` refuses whatever has another path, and does not hear of Parley's.
      if (one.library === 'Parley' || other.library === 'Parley') continue
      if (one.library !== 'ws' && other.library !== 'ws') continue
      const first = placeText(project, one.module, one.node)
      const second = placeText(project, other.module, other.node)
      const evidence = `${first}  ${lineText(one.module, one.node)} | ${second}  ${lineText(other.module, other.node)}`
      const mends = shareServer(one, other)
      return [error('project/two-websocket-servers', { values: { first, second }, evidence, ...mends })]
    }
  }
  const made = madeTwice({ project, sites, pages })
  if (made.length > 0) return made
  for (const upgrade of sites.upgrades) {
    const one = onServers.find(
      ({ library, argument }) => library === 'ws' && argument?.key === upgrade.key && upgrade.key !== undefined,
    )
    const handler = upgrade.node.arguments[1]
    if (
      one === undefined ||
      handler === undefined ||
      !/handleUpgrade/.test(codeText(upgrade.module, handler as Listen['node'], 4000))
    )
      continue
    const first = placeText(project, one.module, one.node)
    const second = placeText(project, upgrade.module, upgrade.node)
    const evidence = `${first}  ${lineText(one.module, one.node)} | ${second}  ${lineText(upgrade.module, upgrade.node)}`
    const text = lineText(one.module, one.node)
    const after = text.replace(/\{\s*server(?:\s*:\s*[\w.]+)?\s*(?=[,}])/, '{ noServer: true ')
    const line = one.module.parsed.lineAt(one.node.start)
    const before = lineOf(one.module.parsed.text, line)
    const repair: Edit[] =
      after === text ? [] : [{ do: 'replace', file: one.module.path, line, before, after: before.replace(text, after) }]
    return [
      error('project/upgrade-taken-twice', {
        values: { first, second },
        evidence,
        lines: [after],
        ...(repair.length > 0 ? { repair } : {}),
      }),
    ]
  }
  return []
}
