import type { Language } from '@parley/diagnosis'

/** What the commands say besides refusals. */
export interface CommandWords {
  readonly made: (folder: string, files: number) => string
  /** Before the lines to type. */
  readonly next: string
  readonly installing: string
  readonly thereAlready: (place: string) => string
  readonly question: string
  readonly notWritten: string
  readonly written: (files: readonly string[]) => string
  readonly page: string
  readonly help: string
}

export const wordsOf: Readonly<Record<Language, CommandWords>> = {
  en: {
    made: (folder, files) => `Made ${folder} (${files} files).`,
    next: 'Next:',
    installing: 'Installing …',
    thereAlready: (place) => `Parley is there already, in ${place}; nothing to do.`,
    question: 'Write this? [y/N] ',
    notWritten: 'Nothing was written. With --yes it is.',
    written: (files) => `Written: ${files.join(', ')}.`,
    page: 'In the page that shows the chat:',
    help: `Usage:
  parley new DIR [options]       a new project: a server and its page, a chat in two tabs
    --template NAME, -t NAME     express, express-generator, fastify, vite, next, plain     express

  parley add [FOLDER] [options]  puts Parley into the project that is there; shows what would change, and asks
    --page FILE                  puts a chat into this page too: public/index.html
    --entry FILE                 the file in which the server is made, if package.json does not lead to it
    --yes, -y                    does not ask

  --install                      runs npm install too
  --lang en|ko                   of what is said and written; otherwise that of the terminal
  --help, -h                     this text

"npm create parley DIR" is "parley new DIR". Ends with 0: done; 1: refused, with the reason, nothing changed; 2: wrong use.
`,
  },
  ko: {
    made: (folder, files) => `${folder} 을(를) 만들었습니다(파일 ${files}개).`,
    next: '다음:',
    installing: '설치하는 중 …',
    thereAlready: (place) => `Parley가 이미 ${place} 에 있습니다. 할 일이 없습니다.`,
    question: '이대로 쓸까요? [y/N] ',
    notWritten: '아무것도 쓰지 않았습니다. --yes 를 붙이면 씁니다.',
    written: (files) => `쓴 파일: ${files.join(', ')}.`,
    page: '채팅을 보여 줄 페이지에:',
    help: `사용법:
  parley new 폴더 [옵션]         새 프로젝트: 서버와 페이지, 탭 두 개로 하는 채팅
    --template 이름, -t 이름     express, express-generator, fastify, vite, next, plain     express

  parley add [폴더] [옵션]       이미 있는 프로젝트에 Parley를 넣습니다. 바뀔 것을 보여 주고 묻습니다
    --page 파일                  이 페이지에 채팅도 넣습니다: public/index.html
    --entry 파일                 package.json 으로 찾을 수 없을 때, 서버를 만드는 파일
    --yes, -y                    묻지 않습니다

  --install                      npm install 까지 실행합니다
  --lang en|ko                   말과 파일의 언어. 없으면 터미널의 언어
  --help, -h                     이 글

"npm create parley 폴더" 는 "parley new 폴더" 와 같습니다. 끝나는 값 0: 했음, 1: 이유를 말하고 거절, 바뀐 것 없음, 2: 잘못된 사용.
`,
  },
}
