/** What a template is made of besides its files in `templates/`. */
export interface Template {
  /** Also that of its folder there. */
  readonly name: string
  /** Other folders there whose files it has, too. */
  readonly shares?: readonly string[]
  /** CommonJS or ES modules, as people write such projects. */
  readonly type: 'commonjs' | 'module'
  readonly scripts: Readonly<Record<string, string>>
  /** Names in `versions`. */
  readonly dependencies: readonly string[]
  readonly devDependencies?: readonly string[]
  /** What else stands in its .gitignore. */
  readonly ignored?: readonly string[]
  /** The file to go on in. */
  readonly server: string
  readonly page: string
}

/** Of others' packages. */
export const versions: Readonly<Record<string, string>> = {
  express: '^5.3.0',
  fastify: '^5.12.8',
  next: '^16.4.6',
  react: '^19.2.0',
  'react-dom': '^19.2.0',
  vite: '^8.3.8',
}

const oneFile = { type: 'module', scripts: { start: 'node server.js' }, server: 'server.js' } as const
const onePage = { shares: ['one-page'], page: 'public/index.html' } as const

export const templates: readonly Template[] = [
  { ...oneFile, ...onePage, name: 'express', dependencies: ['express'] },
  {
    name: 'express-generator',
    type: 'commonjs',
    scripts: { start: 'node ./bin/www' },
    dependencies: ['express'],
    server: 'bin/www',
    page: 'public/index.html',
  },
  { ...oneFile, ...onePage, name: 'fastify', dependencies: ['fastify'] },
  {
    ...oneFile,
    name: 'vite',
    scripts: { start: 'node server.js', build: 'vite build' },
    dependencies: ['express'],
    devDependencies: ['vite'],
    ignored: ['dist/'],
    page: 'src/main.js',
  },
  {
    ...oneFile,
    name: 'next',
    scripts: { start: 'node server.js', build: 'next build' },
    dependencies: ['next', 'react', 'react-dom'],
    ignored: ['.next/'],
    page: 'app/page.js',
  },
  { ...oneFile, ...onePage, name: 'plain', dependencies: [] },
]

export const templateNames: readonly string[] = templates.map(({ name }) => name)
