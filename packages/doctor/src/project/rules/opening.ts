import { codeText, lineOf, placeText } from '../show.ts'
import type { Node } from '../source/parse.ts'
import { error, type Facts, type ProjectFinding, type Rule } from './rule.ts'

/** What pages give new WebSocket() besides its address. */
export const openingRules: readonly Rule[] = [{ codes: ['project/browser-headers'], find: browserHeaders }]

/** `new WebSocket(url, { headers })`: what programs may do, and pages may not. */
function browserHeaders({ project, pages }: Facts): ProjectFinding[] {
  return pages.sockets.flatMap(({ module, node, scope }): ProjectFinding[] => {
    if (node.type !== 'NewExpression') return []
    const [url, ...options] = node.arguments as readonly Node[]
    const given = options.find((each) => pages.valueOf({ module, node: each, scope }).is === 'object')
    if (url === undefined || given === undefined) return []
    const at = placeText(project, module, node)
    const line = module.parsed.lineAt(node.start)
    const before = lineOf(module.parsed.text, line)
    const name = /(?:const|let|var)\s+(\w+)\s*=/.exec(before)?.[1] ?? 'socket'
    return [
      error('project/browser-headers', {
        values: { at },
        evidence: `${at}  ${before.trim()}`,
        lines: [
          `const ${name} = new WebSocket(${codeText(module, url)})`,
          `${name}.addEventListener('open', () => ${name}.send(JSON.stringify({ token })))`,
        ],
      }),
    ]
  })
}
