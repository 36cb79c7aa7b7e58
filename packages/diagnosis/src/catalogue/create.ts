import type { Entry } from '../entry.ts'

/** Why `parley new` and `parley add` made or changed nothing. */
export const create: readonly Entry[] = [
  {
    code: 'create/template',
    en: {
      what: 'There is no template "{template}".',
      why: 'The templates are {templates}.',
      fix: 'Write --template {nearest}.',
    },
    ko: {
      what: '"{template}" 이라는 템플릿은 없습니다.',
      why: '있는 템플릿은 {templates} 입니다.',
      fix: '--template {nearest} 라고 쓰세요.',
    },
  },
  {
    code: 'create/name',
    en: {
      what: 'A project cannot be called "{name}".',
      why: 'The name of the folder becomes the name of the package: it must not begin with a dash, hold signs that file systems refuse, or be the name of a package that the project uses.',
      fix: 'Choose another name, such as {instead}.',
    },
    ko: {
      what: '프로젝트 이름으로 "{name}" 은 쓸 수 없습니다.',
      why: '폴더 이름이 패키지 이름이 됩니다. 줄표로 시작하거나, 파일 이름에 쓸 수 없는 기호가 있거나, 프로젝트가 쓰는 패키지와 이름이 같으면 안 됩니다.',
      fix: '{instead} 처럼 다른 이름을 고르세요.',
    },
  },
  {
    code: 'create/folder-not-empty',
    en: {
      what: 'The folder {folder} is not empty.',
      why: 'There is {found} already, and a new project overwrites nothing.',
      fix: 'Name a folder that is empty or not there yet; for a project that you have there is "parley add".',
    },
    ko: {
      what: '{folder} 폴더가 비어 있지 않습니다.',
      why: '이미 {found} 이(가) 있고, 새 프로젝트는 아무것도 덮어쓰지 않습니다.',
      fix: '비어 있거나 아직 없는 폴더를 적으세요. 이미 있는 프로젝트에는 "parley add" 를 쓰세요.',
    },
  },
  {
    code: 'create/not-published',
    en: {
      what: 'The packages that the project would need are not in the npm registry yet.',
      why: 'This copy of create-parley is not in a checkout of the repository, from which a project can take them; what is called "parley" in the registry is somebody else’s.',
      fix: 'In a checkout run "node apps/parley/bin/parley.js new my-app".',
    },
    ko: {
      what: '프로젝트에 필요한 패키지가 아직 npm 레지스트리에 없습니다.',
      why: '이 create-parley 는 패키지를 가져올 저장소 안에 있지 않습니다. 레지스트리의 "parley" 는 다른 사람의 것입니다.',
      fix: '받아 둔 저장소에서 "node apps/parley/bin/parley.js new my-app" 을 실행하세요.',
    },
  },
  {
    code: 'create/write',
    en: {
      what: 'The files could not be written in {folder}; what had been written is taken back.',
      why: 'The system refused to write there, or a file is not what was read: somebody changed it meanwhile, or it is not in UTF-8.',
      fix: 'See that the folder may be written, the disk has room and the file is saved as UTF-8, and run the same line again.',
    },
    ko: {
      what: '{folder} 에 파일을 쓰지 못했고, 쓴 것은 되돌렸습니다.',
      why: '시스템이 그곳에 쓰기를 거절했거나, 파일이 읽은 것과 다릅니다. 그 사이에 바뀌었거나 UTF-8이 아닙니다.',
      fix: '폴더에 쓸 수 있는지, 디스크에 자리가 있는지, 파일이 UTF-8로 저장되었는지 확인하고 같은 줄을 다시 실행하세요.',
    },
  },
  {
    code: 'create/install',
    en: {
      what: 'The files are written, but "npm install" failed in {folder}.',
      why: 'What npm met stands above.',
      fix: 'Mend what npm names, then run npm install in that folder.',
    },
    ko: {
      what: '파일은 썼지만 {folder} 에서 "npm install" 이 실패했습니다.',
      why: '무엇이 문제인지는 위에 npm 이 말합니다.',
      fix: 'npm 이 말한 것을 고친 뒤 그 폴더에서 npm install 을 실행하세요.',
    },
  },
  {
    code: 'create/no-project',
    en: {
      what: 'There is no project in {folder}.',
      why: 'It holds no package.json.',
      fix: 'Name the folder that holds package.json: parley add FOLDER. For a new project there is "parley new".',
    },
    ko: {
      what: '{folder} 에 프로젝트가 없습니다.',
      why: '그 안에 package.json 이 없습니다.',
      fix: 'package.json 이 있는 폴더를 적으세요: parley add 폴더. 새 프로젝트는 "parley new" 로 만듭니다.',
    },
  },
  {
    code: 'create/no-server',
    en: {
      what: 'No server that listens was found in {folder}.',
      why: 'Neither app.listen(…) nor http.createServer(…) stands in the files that are started or in those they load: {files}.',
      fix: 'Name the file in which the server is made with --entry FILE, or write these lines where it is made.',
    },
    ko: {
      what: '{folder} 에서 듣는 서버를 찾지 못했습니다.',
      why: '시작되는 파일과 그것이 불러오는 파일에 app.listen(…) 도 http.createServer(…) 도 없습니다: {files}.',
      fix: '서버를 만드는 파일을 --entry 파일 로 알려 주거나, 서버를 만드는 곳에 아래 줄을 직접 쓰세요.',
    },
  },
  {
    code: 'create/several-servers',
    en: {
      what: 'More than one server listens, and only you know which one the pages come from.',
      why: 'Servers are at {places}.',
      fix: 'If one of them is left over, delete it and run this again; otherwise write these lines after the one that serves your pages.',
    },
    ko: {
      what: '듣는 서버가 둘 이상이라, 페이지가 어느 서버에서 오는지 알 수 없습니다.',
      why: '서버가 {places} 에 있습니다.',
      fix: '남아 있는 것이 있으면 지우고 다시 실행하세요. 아니면 페이지를 보내는 서버 아래에 아래 줄을 쓰세요.',
    },
  },
  {
    code: 'create/unclear-server',
    en: {
      what: 'The server is started at {place} in a way that this cannot patch safely.',
      why: 'It says {code}. That is no statement of its own, or what it is called on is not made by Express, Koa, Fastify or node:http in a file of this project.',
      fix: 'Write these lines yourself: attach takes the http.Server that listens.',
    },
    ko: {
      what: '{place} 에서 서버를 시작하는 방식은 안전하게 고칠 수 없습니다.',
      why: '{code} 라고 되어 있습니다. 독립된 문장이 아니거나, 이 프로젝트의 파일에서 Express, Koa, Fastify, node:http 로 만든 것이 아닙니다.',
      fix: '아래 줄을 직접 쓰세요. attach 에는 듣고 있는 http 서버를 넘깁니다.',
    },
  },
  {
    code: 'create/syntax',
    en: {
      what: 'The file {place} cannot be read as JavaScript.',
      why: 'The parser stopped there.',
      fix: 'Mend that line first, then run this again.',
    },
    ko: {
      what: '{place} 을(를) 자바스크립트로 읽을 수 없습니다.',
      why: '구문 분석이 그곳에서 멈췄습니다.',
      fix: '그 줄을 먼저 고치고 다시 실행하세요.',
    },
  },
  {
    code: 'create/manifest',
    en: {
      what: 'The package.json in {folder} cannot be read.',
      why: 'It is not the JSON object that npm expects.',
      fix: 'Mend it first: npm cannot read it either.',
    },
    ko: {
      what: '{folder} 의 package.json 을 읽을 수 없습니다.',
      why: 'npm 이 기대하는 JSON 객체가 아닙니다.',
      fix: '먼저 고치세요. npm 도 읽지 못합니다.',
    },
  },
  {
    code: 'create/app-export',
    en: {
      what: 'The app that {importer} loads does not arrive there.',
      why: '{place} exports {found}, and {importer} takes the whole of it as the app.',
      fix: 'Write the line below in place of the one there, and run this again.',
    },
    ko: {
      what: '{importer} 가 불러오는 app 이 그곳에 도착하지 않습니다.',
      why: '{place} 은(는) {found} 을(를) 내보내는데, {importer} 는 그 전체를 app 으로 씁니다.',
      fix: '그 줄을 아래 줄로 바꾸고 다시 실행하세요.',
    },
  },
  {
    code: 'create/page-missing',
    en: {
      what: 'There is no page {page}.',
      why: 'Nothing that can be read stands at that path.',
      fix: 'Name a page of HTML as seen from the folder of the project: "--page public/index.html".',
    },
    ko: {
      what: '{page} 페이지가 없습니다.',
      why: '그 경로에 읽을 수 있는 것이 없습니다.',
      fix: '프로젝트 폴더에서 본 HTML 페이지의 경로를 적으세요. 예: "--page public/index.html".',
    },
  },
  {
    code: 'create/page-kind',
    en: {
      what: 'The page {page} is of a kind that is not patched.',
      why: 'Patched are pages that end in .html, .htm, .ejs, .hbs or .njk, and those of Pug whose last part is a block.',
      fix: 'Put these lines into it yourself.',
    },
    ko: {
      what: '{page} 은(는) 고칠 수 있는 종류의 페이지가 아닙니다.',
      why: '.html, .htm, .ejs, .hbs, .njk 로 끝나는 페이지와, 마지막 부분이 block 인 Pug 페이지만 고칩니다.',
      fix: '아래 줄을 그 파일에 직접 쓰세요.',
    },
  },
]
