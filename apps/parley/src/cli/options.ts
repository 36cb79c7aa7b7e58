import { parseArgs } from 'node:util'
import { type DoctorOptions, readDoctorOptions } from './doctor-options.ts'
import { optionMistake } from './option-mistake.ts'

export interface StartOptions {
  readonly port: number
  readonly host: string
  readonly data: string
  readonly tlsCert: string | undefined
  readonly tlsKey: string | undefined
  readonly authenticate: string | undefined
  readonly demo: boolean
  /** Whether bots trade in the paper market. */
  readonly bots: boolean
  /** How push services reach whoever runs this; without it nothing is pushed. */
  readonly pushSubject: string | undefined
  /** Undefined: not said. */
  readonly hosts: readonly string[] | undefined
  readonly origins: readonly string[] | undefined
  readonly trustedProxies: readonly string[] | undefined
}

export type Parsed =
  | { readonly kind: 'start'; readonly options: StartOptions }
  /** `file`: `-` is standard input. */
  | { readonly kind: 'market-replay'; readonly file: string }
  | { readonly kind: 'market-bench' }
  /** `parley new` and `parley add` read their own options. */
  | { readonly kind: 'create'; readonly args: readonly string[] }
  | { readonly kind: 'doctor'; readonly options: DoctorOptions }
  | { readonly kind: 'help'; readonly of?: 'doctor' }
  | { readonly kind: 'version' }
  | { readonly kind: 'wrong'; readonly message: string }

const flags = {
  port: { type: 'string' },
  host: { type: 'string' },
  data: { type: 'string' },
  'tls-cert': { type: 'string' },
  'tls-key': { type: 'string' },
  authenticate: { type: 'string' },
  hosts: { type: 'string' },
  origins: { type: 'string' },
  'trusted-proxies': { type: 'string' },
  'push-subject': { type: 'string' },
  demo: { type: 'boolean' },
  'no-bots': { type: 'boolean' },
  help: { type: 'boolean', short: 'h' },
  version: { type: 'boolean', short: 'v' },
} as const

/** Reads the command line; what it does not say, the environment may; what neither says has a default. */
export function readOptions(args: readonly string[], env: Readonly<Record<string, string | undefined>>): Parsed {
  if (args[0] === 'new' || args[0] === 'add') return { kind: 'create', args }
  if (args[0] === 'doctor') return readDoctorOptions(args.slice(1), env)
  let parsed: ReturnType<typeof parse>
  try {
    parsed = parse(args)
  } catch (error) {
    return wrong(optionMistake(error))
  }
  const { values, positionals } = parsed
  if (values.version) return { kind: 'version' }
  if (values.help || positionals[0] === 'help' || args.length === 0) return { kind: 'help' }
  // Whoever gives options without a command means this one.
  const [command = 'start', ...more] = positionals
  if (command === 'market') return marketCommand(more, Object.keys(values))
  if (command !== 'start' || more.length > 0) {
    return wrong(
      `There is no command "${positionals.join(' ')}". There are: parley start, parley new DIR, parley add [FOLDER], parley doctor [URL|FOLDER], parley market replay FILE, parley market bench`,
    )
  }
  // A variable that is set to nothing is not set: `PORT= npm start`.
  const variable = (name: string) => env[name] || undefined
  const port = values.port ?? variable('PORT') ?? '3000'
  if (!/^\d{1,5}$/.test(port) || Number(port) > 65_535)
    return wrong(`A port is a number from 0 to 65535; this one is "${port}".`)
  const tlsCert = values['tls-cert'] ?? variable('PARLEY_TLS_CERT')
  const tlsKey = values['tls-key'] ?? variable('PARLEY_TLS_KEY')
  if ((tlsCert === undefined) !== (tlsKey === undefined)) return wrong('--tls-cert and --tls-key go together.')
  // Not HOST, which some shells and conda set to the name of the machine.
  const host = values.host ?? variable('PARLEY_HOST') ?? '127.0.0.1'
  const authenticate = values.authenticate ?? variable('PARLEY_AUTHENTICATE')
  const demo = values.demo ?? env.PARLEY_DEMO === '1'
  const bots = !(values['no-bots'] ?? env.PARLEY_NO_BOTS === '1')
  if (!isLoopback(host) && authenticate === undefined && !demo) {
    return wrong(
      `On ${host} anybody who reaches this machine could read and write everything, as nobody has to sign in.\n` +
        'Say who may come in with --authenticate FILE, or --demo if this is what you want.',
    )
  }
  const data = values.data ?? variable('PARLEY_DATA') ?? './parley.db'
  const lists = {
    hosts: listOf(values.hosts ?? variable('PARLEY_HOSTS')),
    origins: listOf(values.origins ?? variable('PARLEY_ORIGINS')),
    trustedProxies: listOf(values['trusted-proxies'] ?? variable('PARLEY_TRUSTED_PROXIES')),
  }
  const pushSubject = values['push-subject'] ?? variable('PARLEY_PUSH_SUBJECT')
  const rest = { tlsCert, tlsKey, authenticate, demo, bots, pushSubject, ...lists }
  return { kind: 'start', options: { port: Number(port), host, data, ...rest } }
}

function marketCommand([what, ...more]: readonly string[], options: readonly string[]): Parsed {
  const [option] = options
  if (option !== undefined) return wrong(`"parley market" takes no options; --${option} is for parley start.`)
  const [file] = more
  if (what === 'replay' && file !== undefined && more.length === 1) return { kind: 'market-replay', file }
  if (what === 'replay')
    return wrong(
      'Name one file of commands, one JSON object in a line, or - for standard input: parley market replay day.ndjson',
    )
  if (what === 'bench' && more.length === 0) return { kind: 'market-bench' }
  return wrong('There are: parley market replay FILE, parley market bench')
}

/** What stands between the commas. */
function listOf(text: string | undefined): string[] | undefined {
  return text
    ?.split(',')
    .map((item) => item.trim())
    .filter((item) => item !== '')
}

function parse(args: readonly string[]) {
  return parseArgs({ args: [...args], options: flags, allowPositionals: true, strict: true })
}

export function isLoopback(host: string): boolean {
  return host === 'localhost' || host === '::1' || /^127(\.\d{1,3}){3}$/.test(host)
}

function wrong(message: string): Parsed {
  return { kind: 'wrong', message }
}
