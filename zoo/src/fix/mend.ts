import { mendProject } from '../ask/doctor.ts'
import type { Ask, Named } from '../case.ts'
import { startProgram } from '../site/program.ts'
import type { Site } from '../site/site.ts'
import { pasteAtCall } from './paste-at-call.ts'

/** Does to a project what was printed: commands in a shell, what an error of attach says at the line that threw, all else by `parley doctor --fix`. */
export async function mend(site: Site, named: Named, ask: Ask): Promise<void> {
  if (ask === 'attach' && /^ERR_/.test(named.codes[0] ?? '')) {
    pasteAtCall(site, named)
    return
  }
  const commands = ask === 'attach' ? [] : named.lines.filter((line) => /^(npm|npx) /.test(line))
  for (const command of commands) await shell(site, command)
  if (commands.length > 0) return
  const { applied } = await mendProject(site.dir)
  if (applied.length === 0) throw new Error('--fix has nothing to do')
}

async function shell(site: Site, command: string): Promise<void> {
  const program = startProgram(['sh', '-c', command], site.dir)
  const code = await program.ended
  if (code !== 0) throw new Error(`${command} ended with ${code}:\n${program.output}`)
}
