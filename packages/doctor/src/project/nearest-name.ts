import { builtinModules } from 'node:module'

/** Packages that everybody knows, which may be meant by almost their names, and may be installed without asking again. */
const common = [
  ...[
    'express',
    'ws',
    'socket.io',
    'socket.io-client',
    'fastify',
    'koa',
    'hono',
    'connect',
    'polka',
    '@hono/node-server',
  ],
  ...[
    'cors',
    'dotenv',
    'nodemon',
    'morgan',
    'debug',
    'helmet',
    'compression',
    'cookie-parser',
    'body-parser',
    'multer',
  ],
  ...[
    'express-session',
    'express-ws',
    'http-errors',
    'serve-static',
    'serve-favicon',
    'sirv',
    'koa-static',
    'koa-router',
  ],
  ...[
    '@koa/router',
    'koa-bodyparser',
    '@fastify/static',
    '@fastify/websocket',
    'ejs',
    'pug',
    'hbs',
    'nunjucks',
    'passport',
  ],
  ...['jsonwebtoken', 'bcrypt', 'bcryptjs', 'mongoose', 'mongodb', 'mysql2', 'pg', 'redis', 'ioredis', 'sequelize'],
  ...['axios', 'uuid', 'nanoid', 'zod', 'lodash', 'chalk', 'tsx', 'typescript', 'ts-node', 'cross-env', 'concurrently'],
]

/** Whether a package is one that everybody knows: of another name nobody can say whether it is what was meant. */
export function isCommon(name: string): boolean {
  return common.includes(name)
}

/** What people write for another name; none of these can be meant by itself. */
const said = new Map([
  ['socketio', 'socket.io'],
  ['socket-io', 'socket.io'],
  ['web-socket', 'ws'],
  ['websockets', 'ws'],
  ['WebSocket', 'ws'],
  ['Express', 'express'],
  ['WS', 'ws'],
])

export interface NearName {
  readonly name: string
  readonly isBuiltin: boolean
}

/** The one name that somebody meant who wrote another by mistake: it differs by one letter, two that changed places, or their case. */
export function nearestName(name: string, listed: readonly string[]): NearName | undefined {
  const meant = said.get(name)
  if (meant !== undefined) return { name: meant, isBuiltin: false }
  const builtins = builtinModules.filter((each) => /^[a-z]{2,}\d?$/.test(each))
  const near = (names: readonly string[]) => names.find((each) => each !== name && isNear(name, each))
  const fromListed = near(listed)
  if (fromListed !== undefined) return { name: fromListed, isBuiltin: false }
  const fromBuiltins = near(builtins)
  if (fromBuiltins !== undefined) return { name: fromBuiltins, isBuiltin: true }
  const fromCommon = near(common)
  return fromCommon === undefined ? undefined : { name: fromCommon, isBuiltin: false }
}

/** Short names are near to too many: of these only the case may differ. */
function isNear(one: string, other: string): boolean {
  if (one.toLowerCase() === other.toLowerCase()) return true
  if (Math.min(one.length, other.length) < 4 || Math.abs(one.length - other.length) > 1) return false
  let start = 0
  while (start < one.length && one[start] === other[start]) start++
  let end = 0
  while (end < Math.min(one.length, other.length) - start && one.at(-1 - end) === other.at(-1 - end)) end++
  const left = one.slice(start, one.length - end)
  const right = other.slice(start, other.length - end)
  if (left.length <= 1 && right.length <= 1) return true
  return left.length === 2 && right.length === 2 && left[0] === right[1] && left[1] === right[0]
}
