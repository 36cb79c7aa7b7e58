// A learner's first evening with a WebSocket, error by error, from a generated project; and how short it can be.
import { fileURLToPath } from 'node:url'
import { entryOf } from '@parley/diagnosis'
import { afterAll, beforeEach, describe, expect, it, onTestFinished } from 'vitest'
import { WebSocket } from 'ws'
import { change, generated, generatedNeeds } from '../src/bases/generated.ts'
import { manifest } from '../src/bases/manifest.ts'
import { wired } from '../src/cases/blog.ts'
import { pages } from '../src/cases/pages.ts'
import { closeChromium } from '../src/parts/chromium.ts'
import { runBroken } from '../src/runner/run-broken.ts'
import { Site } from '../src/site/site.ts'

const parley = fileURLToPath(new URL('../../apps/parley/bin/parley.js', import.meta.url))
const scripts = { start: 'node ./bin/www' }
const english = { LANG: 'en_US.UTF-8' }
const korean = { LANG: 'ko_KR.UTF-8' }

let site: Site

beforeEach(async () => {
  const made = await Site.create()
  site = made
  onTestFinished(() => made[Symbol.asyncDispose]())
})

afterAll(closeChromium)

/** What `parley doctor` says in the folder, for a terminal in English and for one in Korean. */
async function doctorSays(): Promise<{ inEnglish: string; inKorean: string }> {
  const [inEnglish, inKorean] = await Promise.all(
    [english, korean].map(async (env) => {
      const program = site.run(['node', parley, 'doctor', '.'], env)
      await program.ended
      return program.output
    }),
  )
  return { inEnglish: inEnglish ?? '', inKorean: inKorean ?? '' }
}

/** What a program says in a language until it has ended, or has said this. */
async function says(env: NodeJS.ProcessEnv, until?: RegExp): Promise<string> {
  const program = site.run(['node', 'bin/www'], env)
  await (until === undefined ? program.ended : program.says(until))
  await program.stop()
  return program.output
}

const withParley = (call: string) => {
  const files = generated()
  const server = 'var server = http.createServer(app);'
  const hook = "onSocket: (socket) => socket.on('message', (text) => socket.send(text))"
  return {
    ...files,
    'package.json': manifest([...generatedNeeds, 'parley'], { name: 'evening', scripts }),
    'bin/www': change(files['bin/www'], server, `${server}\nrequire('parley').attach(${call}, { ${hook} });`),
  }
}

describe('the evening', () => {
  it('"module not found: express" is: not installed yet', async () => {
    site.write({ ...wired(generated()), 'package.json': manifest([...generatedNeeds, 'ws'], { scripts }) })
    expect(await says(english)).toMatch(/Cannot find module 'express'/)
    const { inEnglish, inKorean } = await doctorSays()
    expect(inEnglish).toMatch(/project\/not-installed[\s\S]*npm install/)
    expect(inKorean).toMatch(/설치[\s\S]*project\/not-installed[\s\S]*npm install/)
  })

  it('"module not found: ws" is: not among the dependencies', async () => {
    site.write(wired(generated()))
    site.install(generatedNeeds)
    expect(await says(english)).toMatch(/Cannot find module 'ws'/)
    const { inEnglish, inKorean } = await doctorSays()
    expect(inEnglish).toMatch(/routes\/webSocket\.js[\s\S]*project\/missing-dependency[\s\S]*npm install ws/)
    expect(inKorean).toMatch(/routes\/webSocket\.js[\s\S]*[가-힣][\s\S]*npm install ws/)
  })

  it('"how do I connect the html" is: the page was opened from disk', async () => {
    const fromDisk = pages.find(({ title }) => title === 'the page was opened from disk')!
    const { named, isNamed, fault } = await runBroken(fromDisk, 0)
    expect(fault).toBeUndefined()
    expect(isNamed).toBe(true)
    expect(named?.text).toMatch(/opened from disk[\s\S]*http:\/\/localhost/)
    expect(entryOf('ERR_PARLEY_URL')?.ko.fix).toMatch(/[가-힣]/)
  })

  it('"what does attach mean" is said in the line at the start', async () => {
    site.write(withParley('server'))
    site.install([...generatedNeeds, 'parley'])
    expect(await says(english, /\/parley/)).toMatch(/ws:\/\/localhost:\d+\/parley/)
    expect(await says(korean, /\/parley/)).toMatch(/[가-힣]/)
  })

  it('"app.set is not a function" is: app.js exports nothing', async () => {
    const lost = (text: string) => change(text, 'module.exports = app;', '')
    site.write({
      ...wired(generated(), { app: lost }),
      'package.json': manifest([...generatedNeeds, 'ws'], { scripts }),
    })
    site.install([...generatedNeeds, 'ws'])
    expect(await says(english)).toMatch(/TypeError: app\.set is not a function/)
    const { inEnglish, inKorean } = await doctorSays()
    expect(inEnglish).toMatch(/project\/no-export[\s\S]*module\.exports = app;/)
    expect(inKorean).toMatch(/[가-힣][\s\S]*project\/no-export[\s\S]*module\.exports = app;/)
  })

  it('nothing at all, with the app passed instead of the server, is said by the doctor and by attach', async () => {
    const call = "require('../routes/webSocket')(app);"
    site.write({ ...wired(generated(), { call }), 'package.json': manifest([...generatedNeeds, 'ws'], { scripts }) })
    site.install([...generatedNeeds, 'ws', 'parley'])
    const { inEnglish, inKorean } = await doctorSays()
    expect(inEnglish).toMatch(/project\/app-instead-of-server[\s\S]*require\('\.\.\/routes\/webSocket'\)\(server\);/)
    expect(inKorean).toMatch(/[가-힣][\s\S]*project\/app-instead-of-server/)
    site.write(withParley('app'))
    expect(await says(english)).toMatch(/ERR_ATTACH_EXPRESS/)
    expect(entryOf('ERR_ATTACH_EXPRESS')?.ko.what).toMatch(/[가-힣]/)
  })
})

describe('from nothing to a first message, without an edit by hand', () => {
  it('are three commands: parley new, npm install, npm start', async () => {
    await run('node', parley, 'new', '.', '--template', 'express-generator')
    await run('npm', 'install')
    site.run(['npm', 'start'])
    await site.said(/http:\/\/localhost:\d+/)
    expect(await firstMessage('안녕, hello')).toBe('안녕, hello')
  })

  it('are two commands in a project that was generated: parley add, npm start', async () => {
    site.write(generated())
    site.install(generatedNeeds)
    await run('node', parley, 'add', '--yes', '--install')
    await site.start(['npm', 'start'])
    expect(await firstMessage('hello')).toBe('hello')
  })
})

async function run(...command: [string, ...string[]]): Promise<void> {
  const program = site.run(command)
  expect([await program.ended, program.output], command.join(' ')).toEqual([0, expect.any(String)])
}

/** Said in the room by one, and what another who is there hears. */
async function firstMessage(text: string): Promise<string> {
  const open = () => new WebSocket(`ws://localhost:${site.port}/parley`)
  const [ana, ben] = [open(), open()]
  onTestFinished(() => {
    ana.terminate()
    ben.terminate()
  })
  await Promise.all([ana, ben].map(enter))
  const heard = next(ben, (message) => message.includes('"posted"'))
  ana.send(JSON.stringify({ ...room, type: 'command', id: 'first.1', name: 'post', input: { text } }))
  const { events } = JSON.parse(await heard) as { events: { type: string; data: { text?: string } }[] }
  return events.find(({ type }) => type === 'posted')?.data.text ?? ''
}

const room = { channel: 'chat/general' }

async function enter(socket: WebSocket): Promise<void> {
  await new Promise((resolve, reject) => socket.once('open', resolve).once('error', reject))
  const opened = next(socket, (message) => message.includes('"opened"'))
  socket.send(JSON.stringify({ type: 'hello', protocol: 1 }))
  socket.send(JSON.stringify({ ...room, type: 'open', view: 'room', version: 2 }))
  await opened
}

function next(socket: WebSocket, isIt: (message: string) => boolean): Promise<string> {
  return new Promise((resolve) => {
    socket.on('message', (data) => {
      if (isIt(String(data))) resolve(String(data))
    })
  })
}
