import type { Language } from '@parley/diagnosis'
import type { Template } from './templates.ts'

/** The README of a new project: ten lines. */
export function readmeOf(template: Template, name: string, language: Language): string {
  const { scripts, server, page } = template
  const hasBuild = scripts.build !== undefined
  const lines =
    language === 'ko'
      ? [
          `# ${name}`,
          '',
          '`npm install` 을 한 번, 그다음 `npm start` 를 실행하고, 나오는 주소를 탭 두 개에서 엽니다.',
          '',
          `- 서버는 \`${server}\`, 페이지는 \`${page}\` 입니다. Parley는 \`/parley\` 에만 답합니다.`,
          '- 한 말은 `parley.db` 에, 보낸 파일은 `parley-files/` 에 남습니다. 지우면 처음부터 다시 시작합니다.',
          '- 누가 누구인지: `attach(server, { authenticate: async (request) => ({ id, name }) })`. 없으면 모두 손님입니다.',
          '- 채팅 없이 채널만: `features: [chat()]` 대신 `channels: true`, 페이지에서는 `/parley/client.js` 의 `connect`.',
          `- 공개하기 전에: ${hasBuild ? '`npm run build`, ' : ''}\`NODE_ENV=production\`, 그리고 \`hosts: ['www.example.com']\`.`,
          '- 안 되면 터미널과 브라우저 콘솔이 코드와 고칠 줄을 말합니다.',
        ]
      : [
          `# ${name}`,
          '',
          '`npm install` once, then `npm start`; open the address that it prints in two tabs.',
          '',
          `- The server is \`${server}\`, the page \`${page}\`. Parley answers at \`/parley\` and nowhere else.`,
          '- What is said is kept in `parley.db`, files in `parley-files/`. Delete them to begin again.',
          '- Who is who: `attach(server, { authenticate: async (request) => ({ id, name }) })`. Without it everybody is a guest.',
          '- Channels without the chat: `channels: true` in place of `features: [chat()]`; in the page `connect` of `/parley/client.js`.',
          `- Before others use it: ${hasBuild ? '`npm run build`, ' : ''}\`NODE_ENV=production\`, and \`hosts: ['www.example.com']\`.`,
          '- If it does not work, the terminal and the console of the browser say a code and the line that mends it.',
        ]
  return `${lines.join('\n')}\n`
}
