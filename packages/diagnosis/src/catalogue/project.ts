import type { Entry, Words } from '../entry.ts'

/** What a project's files show. */
export const project: readonly Entry[] = [
  entry(
    'project/package-json-broken',
    {
      what: 'package.json is no valid JSON: {fault}.',
      why: 'npm and Node stop at this file before they read anything else.',
      fix: 'Mend {at}: often a comma is missing, or one too many stands before a closing brace.',
    },
    {
      what: 'package.json을 JSON으로 읽다가 오류({fault})가 났습니다.',
      why: 'npm과 Node는 다른 것을 읽기 전에 이 파일에서 멈춥니다.',
      fix: '{at} 을 고치세요. 쉼표가 빠졌거나 닫는 괄호 앞에 쉼표가 남아 있는 경우가 많습니다.',
    },
  ),
  entry(
    'project/no-package-json',
    {
      what: 'There is no Node project in {folder}.',
      why: 'It has neither a package.json nor a file that starts a server; the project may be in another folder.',
      fix: 'Go to the folder of your project, or make a new one.',
    },
    {
      what: '{folder} 에는 Node 프로젝트가 없습니다.',
      why: 'package.json도, 서버를 시작하는 파일도 없습니다. 프로젝트가 다른 폴더에 있을 수 있습니다.',
      fix: '프로젝트 폴더로 이동하거나 새로 만드세요.',
    },
  ),
  entry(
    'project/node-version',
    {
      what: 'The project wants Node {range}, and this is Node {version}.',
      why: 'What is missing in the other version fails when it is used, often with an error that names neither.',
      fix: 'Install a version that package.json allows.',
    },
    {
      what: '이 프로젝트에는 Node {range} 이 필요한데 지금은 Node {version} 입니다.',
      why: '다른 버전에 없는 기능은 쓰는 순간 실패하며, 오류 메시지에 버전 이야기가 없는 경우가 많습니다.',
      fix: 'package.json이 허용하는 버전의 Node를 설치하세요.',
    },
  ),
  entry(
    'project/not-installed',
    {
      what: 'package.json lists {names}, but it is not installed.',
      why: 'Listing a package does not bring it here; until it is in node_modules, Node says "Cannot find module".',
      fix: 'Run {command} in the folder of package.json.',
    },
    {
      what: 'package.json에는 {names} 이(가) 있지만 아직 설치되지 않았습니다.',
      why: '목록에 적는 것만으로는 설치되지 않습니다. node_modules에 없으면 Node는 "Cannot find module" 오류를 냅니다.',
      fix: '터미널에서 package.json이 있는 폴더로 가서 실행하세요: {command}',
    },
  ),
  entry(
    'project/missing-command',
    {
      what: 'npm start runs {word}, which is not installed.',
      why: 'The start script of package.json names a program that no package of this project brings.',
      fix: 'Run {command}.',
    },
    {
      what: 'npm start가 실행하는 {word} 이(가) 설치되어 있지 않습니다.',
      why: 'package.json의 start 스크립트가 이 프로젝트에 없는 프로그램을 부릅니다.',
      fix: '실행하세요: {command}',
    },
  ),
  entry(
    'project/misspelt-package',
    {
      what: '{at} asks for "{name}"; "{meant}" is meant.',
      why: 'There is no such package in this project, and one whose name is almost the same.',
      fix: 'Correct the name.',
    },
    {
      what: '{at} 의 "{name}" 은(는) "{meant}" 을(를) 잘못 쓴 것입니다.',
      why: '이 프로젝트에는 그런 패키지가 없고, 이름이 거의 같은 패키지가 있습니다.',
      fix: '이름을 고치세요.',
    },
  ),
  entry(
    'project/missing-dependency',
    {
      what: '{at} needs "{name}", which is not in package.json.',
      why: 'Nobody has installed it here, so Node says "Cannot find module".',
      fix: 'Run {command}.',
    },
    {
      what: '{at} 에서 쓰는 "{name}" 이(가) package.json에 없습니다.',
      why: '설치된 적이 없으므로 Node가 "Cannot find module" 오류를 냅니다.',
      fix: '실행하세요: {command}',
    },
  ),
  entry(
    'project/syntax',
    {
      what: 'Node cannot read {at}: {fault}.',
      why: 'A file with a mistake in its syntax does not run at all, nor does what needs it.',
      fix: 'Mend that line, or the one above it: often a bracket, a quote or a comma is missing.',
    },
    {
      what: 'Node가 {at} 에서 문법 오류({fault})를 만납니다.',
      why: '문법이 틀린 파일은 한 줄도 실행되지 않고, 그 파일을 쓰는 파일도 마찬가지입니다.',
      fix: '그 줄이나 바로 윗줄을 고치세요. 괄호, 따옴표, 쉼표가 빠진 경우가 많습니다.',
    },
  ),
  entry(
    'project/entry-missing',
    {
      what: 'npm start runs {name}, and there is no such file.',
      why: 'The start script of package.json is "{start}".',
      fix: 'Name the file that starts your server.',
    },
    {
      what: 'npm start가 실행하는 {name} 파일이 없습니다.',
      why: 'package.json의 start 스크립트는 "{start}" 입니다.',
      fix: '서버를 시작하는 파일의 이름을 쓰세요.',
    },
  ),
  entry(
    'project/missing-file',
    {
      what: '{at} asks for {specifier}, and there is no {name}.',
      why: 'A path is counted from the file it stands in, not from the folder where you start.',
      fix: 'Correct the path, or create the file.',
    },
    {
      what: '{at} 에서 부르는 {specifier} 파일({name})이 없습니다.',
      why: '경로는 실행한 폴더가 아니라 그 줄이 있는 파일을 기준으로 합니다.',
      fix: '경로를 고치거나 파일을 만드세요.',
    },
  ),
  entry(
    'project/file-case',
    {
      what: '{at} asks for {specifier}, but the file is {there}.',
      why: 'Capital and small letters differ on Linux, where most servers run, even if they do not on your machine.',
      fix: 'Write the name as the file has it.',
    },
    {
      what: '{at} 에서 {specifier} 을(를) 부르지만 실제 파일은 {there} 입니다.',
      why: '내 컴퓨터에서는 괜찮아도, 서버가 도는 리눅스는 대문자와 소문자를 구별합니다.',
      fix: '파일 이름 그대로 쓰세요.',
    },
  ),
  entry(
    'project/import-extension',
    {
      what: '{at} imports {specifier} without the ending of {there}.',
      why: 'In modules (import) Node wants the whole name of the file; only require() guesses.',
      fix: 'Write {meant}.',
    },
    {
      what: '{at} 의 import {specifier} 에 {there} 의 확장자가 빠져 있습니다.',
      why: '모듈(import)에서는 파일 이름 전체를 써야 합니다. 확장자를 추측해 주는 것은 require() 뿐입니다.',
      fix: '{meant} 라고 쓰세요.',
    },
  ),
  entry(
    'project/require-in-module',
    {
      what: '{at} uses {word} in an ES module, where there is none.',
      why: 'A file is an ES module when package.json says "type": "module", when it ends in .mjs, or when it has import lines; require and module.exports belong to CommonJS.',
      fix: 'Write the line for modules, or make the whole project CommonJS.',
    },
    {
      what: '{at} 은(는) ES 모듈인데 ES 모듈에 없는 {word} 을(를) 씁니다.',
      why: 'package.json에 "type": "module"이 있거나, 파일이 .mjs로 끝나거나, import 줄이 있으면 ES 모듈입니다. require와 module.exports는 CommonJS 것입니다.',
      fix: '그 줄을 모듈 방식으로 쓰거나, 프로젝트 전체를 CommonJS로 바꾸세요.',
    },
  ),
  entry(
    'project/import-in-commonjs',
    {
      what: '{at} has import or export in a file that Node takes for CommonJS.',
      why: 'Node says "Cannot use import statement outside a module", as package.json or the ending .cjs makes it CommonJS.',
      fix: 'Say in package.json that files are modules.',
    },
    {
      what: '{at} 에 import나 export가 있지만 Node는 이 파일을 CommonJS로 읽습니다.',
      why: 'package.json이나 .cjs 확장자 때문에 CommonJS로 읽혀서 "Cannot use import statement outside a module" 오류가 납니다.',
      fix: 'package.json에 모듈이라고 적으세요.',
    },
  ),
  entry(
    'project/no-export',
    {
      what: '{file} exports nothing, so that {at} gets an empty object.',
      why: 'What another file shall use must be exported; without it come errors like "app.set is not a function".',
      fix: 'Add {line} as the last line of {file}.',
    },
    {
      what: '{file} 이(가) 아무것도 내보내지 않아서 {at} 은(는) 빈 객체를 받습니다.',
      why: '다른 파일에서 쓸 것은 내보내야 합니다. 그러지 않으면 "app.set is not a function" 같은 오류가 납니다.',
      fix: '{file} 마지막 줄에 {line} 를 추가하세요.',
    },
  ),
  entry(
    'project/export-replaced',
    {
      what: '{file} starts a server of its own at {listenAt} and exports nothing; {at} needs the app from it.',
      why: 'The code of an example that starts by itself stands where the app was. bin/www is what listens here.',
      fix: 'Let one of them listen: take the line at {listenAt} out and add {line} as the last line of {file}, or start {file} itself.',
    },
    {
      what: '{file} 이(가) {listenAt} 에서 스스로 서버를 시작하고 아무것도 내보내지 않습니다. {at} 에는 app이 필요합니다.',
      why: '혼자 실행되는 예제 코드가 app이 있던 자리에 들어갔습니다. 여기서 포트를 여는 것은 bin/www입니다.',
      fix: '하나만 포트를 열게 하세요. {listenAt} 줄을 지우고 {file} 마지막 줄에 {line} 를 추가하거나, {file} 을(를) 직접 실행하세요.',
    },
  ),
  entry(
    'project/exports-assigned',
    {
      what: '{at} assigns to exports, which exports nothing.',
      why: 'exports is only a variable that first points to module.exports; what is assigned to it is lost.',
      fix: 'Write module.exports where exports stands.',
    },
    {
      what: '{at} 의 exports = … 는 아무것도 내보내지 못합니다.',
      why: 'exports는 module.exports를 가리키는 변수일 뿐이라, 새 값을 넣으면 그 값은 버려집니다.',
      fix: 'module.exports = … 라고 쓰세요.',
    },
  ),
  entry(
    'project/export-in-braces',
    {
      what: '{file} exports an object that has {part} in it; {at} takes the whole object for it.',
      why: 'What comes from module.exports = { … } must be taken out by its name.',
      fix: 'Take {part} out of it.',
    },
    {
      what: '{file} 은(는) {part} 이(가) 들어 있는 객체를 내보내는데, {at} 은(는) 객체 전체를 {part} 처럼 씁니다.',
      why: 'module.exports = { … } 로 내보낸 것은 이름으로 꺼내야 합니다.',
      fix: '{part} 을(를) 꺼내세요.',
    },
  ),
  entry(
    'project/default-required',
    {
      what: '{at} requires {file}, an ES module: it gets all exports in one object, not the default one.',
      why: 'export default is not module.exports: require() gives it under the name default.',
      fix: 'Take the default export out of it.',
    },
    {
      what: '{at} 이(가) ES 모듈인 {file} 을(를) require 해서, 기본 내보내기가 아니라 전체 객체를 받습니다.',
      why: 'export default는 module.exports와 다릅니다. require()로는 default라는 이름으로 받습니다.',
      fix: 'default를 꺼내세요.',
    },
  ),
  entry(
    'project/missing-name',
    {
      what: '{at} imports "{name}" from {file}, which exports {has}.',
      why: 'Node stops at an import of a name that is not exported.',
      fix: 'Import what is exported, or export that name.',
    },
    {
      what: '{at} 이(가) {file} 에서 "{name}" 을(를) 가져오지만, 그 파일이 내보내는 것은 {has} 입니다.',
      why: '내보내지 않은 이름을 import 하면 Node가 거기서 멈춥니다.',
      fix: '내보낸 이름을 가져오거나, 그 이름을 내보내세요.',
    },
  ),
  entry(
    'project/ws-old',
    {
      what: '{at} uses WebSocketServer of ws 8, and ws {version} is installed.',
      why: 'Version 7 knows it only as Server, so Node says "WebSocketServer is not a constructor".',
      fix: 'Install the newest ws.',
    },
    {
      what: '{at} 은(는) ws 8의 WebSocketServer를 쓰는데 설치된 것은 ws {version} 입니다.',
      why: '7 버전에는 Server라는 이름만 있어서 "WebSocketServer is not a constructor" 오류가 납니다.',
      fix: '최신 ws를 설치하세요.',
    },
  ),
  entry(
    'project/ws-server-in-module',
    {
      what: '{at} uses Server of ws, which does not exist in ES modules.',
      why: 'For import, ws has the server under the name WebSocketServer only.',
      fix: 'Import WebSocketServer and use it.',
    },
    {
      what: '{at} 에서 쓰는 ws의 Server는 ES 모듈에는 없습니다.',
      why: 'import로 쓸 때 ws 서버의 이름은 WebSocketServer 하나뿐입니다.',
      fix: 'WebSocketServer를 가져와서 쓰세요.',
    },
  ),
  entry(
    'project/ws-client-for-server',
    {
      what: '{at} makes a client of ws with the options of a server.',
      why: 'The package itself is the client, new WebSocket(url); the server in it is called WebSocketServer.',
      fix: 'Take WebSocketServer from the package.',
    },
    {
      what: '{at} 은(는) 서버 옵션으로 ws의 클라이언트를 만들고 있습니다.',
      why: "require('ws') 자체는 클라이언트(new WebSocket(url))이고, 서버는 그 안의 WebSocketServer입니다.",
      fix: '패키지에서 WebSocketServer를 꺼내 쓰세요.',
    },
  ),
  entry(
    'project/parley-import',
    {
      what: '{at} takes {package} as a whole; what is meant is attach() in it.',
      why: 'The package exports names and no default, so Node says "does not provide an export named \'default\'" or "is not a function".',
      fix: 'Take attach out of it by its name.',
    },
    {
      what: '{at} 은(는) {package} 전체를 가져옵니다. 필요한 것은 그 안의 attach()입니다.',
      why: '이 패키지에는 기본 내보내기(default)가 없고 이름으로만 내보냅니다. 그래서 Node가 "does not provide an export named \'default\'"나 "is not a function" 오류를 냅니다.',
      fix: 'attach를 이름으로 꺼내세요.',
    },
  ),
  entry(
    'project/app-instead-of-server',
    {
      what: '{at} gives {library} the {framework} app; it needs the http.Server that listens.',
      why: 'Requests for a WebSocket ("upgrade") go to the http.Server and never reach the app: nothing happens, and no error is shown.',
      fix: 'Give it {server}.',
    },
    {
      what: '{at} 에서 {library} 에 {framework} 앱(app)을 넘겼습니다. http 서버(server)를 넘겨야 합니다.',
      why: '웹소켓 요청(upgrade)은 http 서버로 가고 app에는 오지 않습니다. 그래서 오류도 없이 아무 일도 일어나지 않습니다.',
      fix: '{server} 을(를) 넘기세요.',
    },
  ),
  entry(
    'project/tcp-instead-of-server',
    {
      what: '{at} gives {library} a raw TCP server.',
      why: 'A server of node:net knows no HTTP, with which every WebSocket begins.',
      fix: 'Make it with http.createServer().',
    },
    {
      what: '{at} 에서 {library} 에 TCP 서버를 넘겼습니다.',
      why: '웹소켓은 HTTP로 시작하는데 node:net 서버는 HTTP를 모릅니다.',
      fix: 'http.createServer() 로 만든 서버를 넘기세요.',
    },
  ),
  entry(
    'project/server-before-created',
    {
      what: '{at} uses {name} before it is created at {created}.',
      why: 'Lines run from top to bottom; above its own line the variable is still undefined.',
      fix: 'Move the line below {created}.',
    },
    {
      what: '{at} 에서 {name} 을(를) 쓰지만 {created} 에서야 만들어집니다.',
      why: '코드는 위에서 아래로 실행됩니다. 만들어지기 전의 변수는 undefined입니다.',
      fix: '그 줄을 {created} 아래로 옮기세요.',
    },
  ),
  entry(
    'project/circular-import',
    {
      what: '{one} and {two} import each other, so that {name} is still undefined.',
      why: 'Of two files that need each other the one that is read first gets the other before it is finished.',
      fix: 'Let {one} export a function, and call it from {two} with {name}.',
    },
    {
      what: '{one} 과(와) {two} 이(가) 서로를 불러서 {name} 이(가) 아직 undefined입니다.',
      why: '서로를 필요로 하는 두 파일 중 먼저 읽히는 쪽은 아직 완성되지 않은 상대를 받습니다.',
      fix: '{one} 이(가) 함수를 내보내게 하고, {two} 에서 {name} 을(를) 넘겨 부르세요.',
    },
  ),
  entry(
    'project/express-ws-late',
    {
      what: '{at} sets express-ws up after the route at {late} was made.',
      why: 'express-ws adds app.ws and router.ws; what was made before has none.',
      fix: 'Move this line up, right below the one that makes the app.',
    },
    {
      what: '{at} 에서 express-ws를 설정하지만 {late} 의 라우트가 먼저 만들어집니다.',
      why: 'express-ws가 app.ws와 router.ws를 추가하므로, 그 전에 만든 것에는 없습니다.',
      fix: '이 줄을 app을 만드는 줄 바로 아래로 옮기세요.',
    },
  ),
  entry(
    'project/express-ws-server',
    {
      what: '{at} tells express-ws nothing of the server that is made at {madeAt}.',
      why: 'Without it express-ws waits for app.listen(), which is never called here, and WebSockets get 404.',
      fix: 'Let the app itself listen, or give express-ws the server as second argument, below the line that makes it.',
    },
    {
      what: '{at} 에서 express-ws에 {madeAt} 의 서버를 알려 주지 않았습니다.',
      why: '알려 주지 않으면 express-ws는 app.listen()을 기다리는데, 여기서는 부르지 않으므로 웹소켓은 404를 받습니다.',
      fix: 'app이 직접 listen 하게 하거나, 서버를 만드는 줄 아래에서 두 번째 인수로 서버를 넘기세요.',
    },
  ),
  entry(
    'project/wrong-server-listens',
    {
      what: '{library} is on the server of {madeAt}, but {listens} at {at} starts another one.',
      why: 'app.listen() makes a server of its own; pages come from that one, and WebSockets wait at the one that nobody started.',
      fix: 'Let the same server listen.',
    },
    {
      what: '{library} 는 {madeAt} 의 서버에 붙었는데, {at} 의 {listens} 은(는) 다른 서버를 시작합니다.',
      why: 'app.listen()은 서버를 새로 만듭니다. 페이지는 그 서버에서 나오지만, 웹소켓은 시작되지 않은 서버에서 기다립니다.',
      fix: '같은 서버가 listen 하게 하세요.',
    },
  ),
  entry(
    'project/port-taken-twice',
    {
      what: 'Port {port} is opened twice in this program: {first} and {at}.',
      why: 'The second one ends with EADDRINUSE: one port belongs to one server.',
      fix: 'Attach the WebSocket to the server that listens already.',
    },
    {
      what: '이 프로그램이 {first} 와(과) {at} 에서 {port} 포트를 두 번 엽니다.',
      why: '포트 하나는 서버 하나의 것이라 두 번째는 EADDRINUSE로 끝납니다.',
      fix: '이미 열려 있는 서버에 웹소켓을 붙이세요.',
    },
  ),
  entry(
    'project/never-listens',
    {
      what: 'The server of {at} never listens.',
      why: 'createServer() only makes it; a port is open after listen(), which no file calls.',
      fix: 'Add {line} where the server is made.',
    },
    {
      what: '{at} 의 서버가 listen 하지 않습니다.',
      why: 'createServer()는 만들기만 합니다. listen()을 불러야 포트가 열리는데 어디에도 없습니다.',
      fix: '{line} 를 추가하세요.',
    },
  ),
  entry(
    'project/attached-twice',
    {
      what: '{first} and {second} both attach Parley to {path} of one server.',
      why: 'One path has one answer, so that the second call throws (ERR_ATTACH_TWICE).',
      fix: 'Leave one of the two, with the features of both.',
    },
    {
      what: '{first} 과(와) {second} 이(가) 한 서버의 {path} 에 Parley를 두 번 연결합니다.',
      why: '한 경로에는 하나만 연결할 수 있어서 두 번째 호출이 오류를 냅니다(ERR_ATTACH_TWICE).',
      fix: '하나만 남기고 두 쪽의 기능을 거기에 모으세요.',
    },
  ),
  entry(
    'project/two-websocket-servers',
    {
      what: '{first} and {second} both answer the WebSockets of one server.',
      why: 'ws answers each request whose path is not its own with 400, into the stream that the other one has just opened: "Invalid frame header".',
      fix: 'Make those of ws with noServer: true, and give each its path in one handler.',
    },
    {
      what: '{first} 과(와) {second} 이(가) 한 서버의 웹소켓 요청에 함께 답합니다.',
      why: 'ws는 자기 경로가 아닌 요청에 400으로 답하는데, 다른 쪽이 막 연 연결에 그 답이 섞여서 "Invalid frame header" 오류가 납니다.',
      fix: 'noServer: true 로 만들고, 한 핸들러에서 경로별로 나누세요.',
    },
  ),
  entry(
    'project/upgrade-taken-twice',
    {
      what: '{first} takes every upgrade of the server, and so does {second}.',
      why: 'With { server } ws listens for upgrades itself; a handler of your own takes the same socket once more.',
      fix: 'Make it with noServer: true, as you hand it the sockets yourself.',
    },
    {
      what: '{first} 이(가) 서버의 모든 upgrade를 받는데 {second} 도 받습니다.',
      why: '{ server } 로 만든 ws는 스스로 upgrade를 받습니다. 직접 만든 핸들러가 같은 소켓을 한 번 더 받게 됩니다.',
      fix: '소켓을 직접 넘기고 있으므로 noServer: true 로 만드세요.',
    },
  ),
  entry(
    'project/ws-in-browser',
    {
      what: '{at} takes the package ws into a page.',
      why: 'ws is for Node and does not work in a browser; browsers have WebSocket built in.',
      fix: 'Take the line out and use WebSocket as it is.',
    },
    {
      what: '{at} 에서 브라우저 코드가 ws 패키지를 불러옵니다.',
      why: 'ws는 Node용이라 브라우저에서 동작하지 않습니다. 브라우저에는 WebSocket이 이미 들어 있습니다.',
      fix: '그 줄을 지우고 WebSocket을 그대로 쓰세요.',
    },
  ),
  entry(
    'project/socketio-client-plain-server',
    {
      what: '{at} brings the client of Socket.IO, but the server speaks plain WebSocket ({library}).',
      why: 'Socket.IO is a protocol of its own on top: its client finds nobody who answers it.',
      fix: 'Use WebSocket in the page, or Socket.IO on the server too.',
    },
    {
      what: '{at} 은(는) Socket.IO 클라이언트인데 서버는 일반 웹소켓({library})입니다.',
      why: 'Socket.IO는 웹소켓 위에 만든 다른 프로토콜이라, 답해 줄 상대가 없습니다.',
      fix: '페이지에서 WebSocket을 쓰거나 서버도 Socket.IO로 바꾸세요.',
    },
  ),
  entry(
    'project/plain-client-socketio',
    {
      what: '{at} opens a plain WebSocket, but the server speaks Socket.IO.',
      why: 'Socket.IO is a protocol of its own on top; it ends connections that do not speak it.',
      fix: 'Use the client of Socket.IO in the page.',
    },
    {
      what: '{at} 은(는) 일반 웹소켓을 여는데 서버는 Socket.IO입니다.',
      why: 'Socket.IO는 웹소켓 위에 만든 다른 프로토콜이라, 그 말을 하지 않는 연결은 끊습니다.',
      fix: '페이지에서 Socket.IO 클라이언트를 쓰세요.',
    },
  ),
  entry(
    'project/socketio-versions',
    {
      what: '{at} brings Socket.IO {client}; the server has {server}.',
      why: 'Version 2 speaks an older protocol (EIO=3) than 3 and 4, which refuse it.',
      fix: 'Use the client that the server itself gives out.',
    },
    {
      what: '{at} 의 Socket.IO 클라이언트는 {client}, 서버는 {server} 입니다.',
      why: '2 버전의 프로토콜(EIO=3)은 3, 4 버전과 달라서 거절됩니다.',
      fix: '서버가 직접 주는 클라이언트를 쓰세요.',
    },
  ),
  entry(
    'project/page-not-served',
    {
      what: 'Nothing serves {page}: the app of {at} has no static files.',
      why: 'A page that is opened from disk (file://) has no host, so it cannot reach the server by location.host.',
      fix: 'Serve the folder, and open the address of the server in the browser.',
    },
    {
      what: '{at} 의 앱에 {page} 을(를) 내보내는 코드가 없습니다.',
      why: '파일(file://)로 연 페이지에는 호스트가 없어서 location.host로 서버에 갈 수 없습니다.',
      fix: '폴더를 서버에서 내보내고, 브라우저에 서버 주소를 입력하세요.',
    },
  ),
  entry(
    'project/element-script-missing',
    {
      what: '{at} has <{name}>, and the page loads no script that knows it.',
      why: 'A browser shows nothing for an element that no script has defined.',
      fix: 'Load the elements in the head of the page.',
    },
    {
      what: '{at} 에 <{name}> 이 있지만 그것을 정의하는 스크립트가 없습니다.',
      why: '정의되지 않은 요소는 화면에 아무것도 보이지 않습니다.',
      fix: '페이지의 head에서 스크립트를 불러오세요.',
    },
  ),
  entry(
    'project/url-scheme-missing',
    {
      what: '{at} opens "{url}", which has no scheme.',
      why: 'The address of a WebSocket begins with ws:// or wss://; without it the browser throws a SyntaxError.',
      fix: 'Write ws:// before it.',
    },
    {
      what: '{at} 의 주소 "{url}" 에 ws:// 가 없습니다.',
      why: '웹소켓 주소는 ws:// 나 wss:// 로 시작합니다. 없으면 브라우저가 SyntaxError를 냅니다.',
      fix: '앞에 ws:// 를 쓰세요.',
    },
  ),
  entry(
    'project/url-http',
    {
      what: '{at} opens a WebSocket at "{url}".',
      why: 'New browsers take http for ws; older ones throw.',
      fix: 'Write ws:// for http://, and wss:// for https://.',
    },
    {
      what: '{at} 에서 "{url}" 로 웹소켓을 엽니다.',
      why: '새 브라우저는 http를 ws로 받아 주지만 오래된 브라우저는 오류를 냅니다.',
      fix: 'http:// 대신 ws://, https:// 대신 wss:// 라고 쓰세요.',
    },
  ),
  entry(
    'project/url-fragment',
    {
      what: '{at} opens an address with "{fragment}" in it.',
      why: 'The part after # is the page’s own and never sent; browsers refuse it for a WebSocket.',
      fix: 'Take it out, or write it into the path or the query.',
    },
    {
      what: '{at} 의 주소에 "{fragment}" 이(가) 있습니다.',
      why: '# 뒤는 서버로 보내지 않는 부분이라, 브라우저가 웹소켓 주소로 받아 주지 않습니다.',
      fix: '지우거나 경로 또는 쿼리로 옮기세요.',
    },
  ),
  entry(
    'project/page-port',
    {
      what: '{at} connects to port {port}; your server listens on {right}.',
      why: 'Nothing of this project listens on {port}, so that the connection is refused.',
      fix: 'Use the port of the server, or location.host, which is always right for pages that it serves.',
    },
    {
      what: '{at} 은(는) {port} 포트로 연결하는데 서버는 {right} 포트에서 듣고 있습니다.',
      why: '이 프로젝트에는 {port} 포트를 여는 코드가 없어서 연결이 거절됩니다.',
      fix: '서버의 포트를 쓰거나, 서버가 내보낸 페이지라면 항상 맞는 location.host를 쓰세요.',
    },
  ),
  entry(
    'project/page-path',
    {
      what: '{at} connects to the path {path}; {library} answers at {right}.',
      why: 'A WebSocket is opened under one path; others are refused with 400 or 404.',
      fix: 'Use the path of the server.',
    },
    {
      what: '{at} 은(는) {path} 경로로 연결하는데 {library} 는 {right} 에서 답합니다.',
      why: '웹소켓은 정해진 경로에서만 열립니다. 다른 경로는 400이나 404로 거절됩니다.',
      fix: '서버의 경로를 쓰세요.',
    },
  ),
  entry(
    'project/proxy-without-ws',
    {
      what: '{at} hands {key} on without its WebSockets, and there is one at {path}.',
      why: 'The proxy of Vite lets a WebSocket through only with ws: true; without it nobody answers, and no error is shown.',
      fix: 'Set ws: true there.',
    },
    {
      what: '{at} 의 프록시가 {key} 요청을 넘기지만 웹소켓은 넘기지 않습니다. {path} 는 웹소켓입니다.',
      why: 'Vite의 프록시는 ws: true가 있어야 웹소켓을 넘깁니다. 없으면 아무도 답하지 않고 오류도 나지 않습니다.',
      fix: '거기에 ws: true를 쓰세요.',
    },
  ),
  entry(
    'project/upgrade-unanswered',
    {
      what: 'The handler for "upgrade" at {at} does nothing with the socket.',
      why: 'Whoever takes the event must answer it; until then the browser says CONNECTING, without an error.',
      fix: 'Hand the socket to a WebSocket server, or close it.',
    },
    {
      what: '{at} 의 "upgrade" 핸들러가 소켓을 쓰지 않습니다.',
      why: '이벤트를 받은 쪽이 답해야 합니다. 답하지 않으면 브라우저는 오류 없이 계속 CONNECTING 상태입니다.',
      fix: '소켓을 웹소켓 서버에 넘기거나 닫으세요.',
    },
  ),
  entry(
    'project/upgrade-destroyed',
    {
      what: '{at} ends every upgrade that is not its own, also those of {library} at {path}.',
      why: 'All handlers of "upgrade" on one server get every request, and {other} has a path on the same server.',
      fix: 'Leave {path} alone there.',
    },
    {
      what: '{at} 이(가) 자기 것이 아닌 업그레이드를 모두 끊어서 {library} 의 {path} 도 끊깁니다.',
      why: '한 서버의 "upgrade" 핸들러는 모두 모든 요청을 받는데, {other} 도 같은 서버의 경로를 씁니다.',
      fix: '거기서 {path} 는 건드리지 마세요.',
    },
  ),
  entry(
    'project/socketio-destroys-upgrade',
    {
      what: 'The handler for "upgrade" at {at} waits for something, and Socket.IO ends sockets that nobody has answered for 1 s.',
      why: 'Socket.IO at {other} is on the same server, and ends upgrades that are not its own after destroyUpgradeTimeout.',
      fix: 'Tell Socket.IO to leave them alone.',
    },
    {
      what: '{at} 의 "upgrade" 핸들러가 무언가를 기다리는 동안, 1초가 지나면 Socket.IO가 소켓을 끊습니다.',
      why: '{other} 의 Socket.IO가 같은 서버에 있고, destroyUpgradeTimeout이 지나면 자기 것이 아닌 업그레이드를 끊습니다.',
      fix: 'Socket.IO가 그대로 두게 설정하세요.',
    },
  ),
  entry(
    'project/session-in-upgrade',
    {
      what: '{at} reads {name}, which is undefined for a WebSocket.',
      why: 'An upgrade does not go through the middleware of Express, so that of {middlewareAt} has not seen this request.',
      fix: 'Run the middleware on the request before the socket is let in.',
    },
    {
      what: '{at} 에서 읽는 {name} 은(는) 웹소켓에서는 undefined입니다.',
      why: '업그레이드 요청은 Express 미들웨어를 지나지 않으므로 {middlewareAt} 의 미들웨어가 이 요청을 처리하지 않았습니다.',
      fix: '소켓을 받기 전에 그 미들웨어를 직접 실행하세요.',
    },
  ),
  entry(
    'project/listener-in-connection',
    {
      what: '{at} adds a listener to {name} for each connection.',
      why: 'It stands in the handler of {from}, which runs for every socket: with ten connections everything is heard ten times, and none goes away.',
      fix: 'Move it out of the handler, or listen to the socket instead.',
    },
    {
      what: '{at} 이(가) 연결될 때마다 {name} 에 리스너를 하나씩 더합니다.',
      why: '소켓마다 실행되는 {from} 의 핸들러 안에 있습니다. 연결이 열 개면 모든 것을 열 번 듣고, 리스너는 사라지지 않습니다.',
      fix: '핸들러 밖으로 옮기거나, 대신 소켓의 이벤트를 들으세요.',
    },
  ),
  entry(
    'project/browser-headers',
    {
      what: '{at} gives new WebSocket() headers.',
      why: 'A page cannot choose the headers of a WebSocket: the second argument names subprotocols, and the browser throws for anything else.',
      fix: 'Leave them out; send the token as the first message, or let a cookie say who it is.',
    },
    {
      what: '{at} 에서 new WebSocket() 에 헤더를 넘깁니다.',
      why: '브라우저의 웹소켓은 헤더를 정할 수 없습니다. 두 번째 인자는 서브프로토콜 이름이고, 다른 값이면 오류가 납니다.',
      fix: '헤더를 빼고, 토큰은 첫 메시지로 보내거나 쿠키를 쓰세요.',
    },
  ),
  entry(
    'project/send-before-open',
    {
      what: '{at} sends before the WebSocket is open.',
      why: 'new WebSocket() returns at once, and the connection comes about later; until then send() throws InvalidStateError.',
      fix: 'Wait for the event "open".',
    },
    {
      what: '{at} 에서 웹소켓이 열리기 전에 보냅니다.',
      why: 'new WebSocket()은 바로 돌아오고 연결은 나중에 이루어집니다. 그전에 send()를 부르면 InvalidStateError가 납니다.',
      fix: '"open" 이벤트를 기다리세요.',
    },
  ),
  entry(
    'project/route-after-404',
    {
      what: '{at} stands below {endAt}, which answers 404 to everything.',
      why: 'Express asks its handlers from top to bottom, and the first that answers is the last.',
      fix: 'Move the line above {endAt}.',
    },
    {
      what: '{at} 이(가) 모든 요청에 404로 답하는 {endAt} 아래에 있습니다.',
      why: 'Express는 위에서 아래로 핸들러를 부르고, 처음 답한 것에서 끝납니다.',
      fix: '그 줄을 {endAt} 위로 옮기세요.',
    },
  ),
  entry(
    'project/object-sent',
    {
      what: '{at} sends an object as it is.',
      why: 'A WebSocket carries text or bytes: a browser makes "[object Object]" of it, ws throws.',
      fix: 'Make it JSON first.',
    },
    {
      what: '{at} 에서 객체를 그대로 보냅니다.',
      why: '웹소켓은 글자나 바이트만 보냅니다. 브라우저는 "[object Object]" 로 바꿔 보내고, ws는 오류를 냅니다.',
      fix: 'JSON.stringify로 바꿔서 보내세요.',
    },
  ),
  entry(
    'project/buffer-relayed',
    {
      what: '{at} sends {data} on as ws gave it, as bytes; pages get a Blob instead of text.',
      why: 'Since version 8, ws gives every message as a Buffer, and a Buffer is sent as binary.',
      fix: 'Make text of it again.',
    },
    {
      what: '{at} 은(는) ws가 준 {data} 을(를) 바이트 그대로 보내서, 페이지가 글자 대신 Blob을 받습니다.',
      why: 'ws 8부터 메시지는 모두 Buffer로 오고, Buffer를 보내면 바이너리가 됩니다.',
      fix: '다시 글자로 바꿔서 보내세요.',
    },
  ),
  entry(
    'project/await-before-message',
    {
      what: '{at} waits before {listensAt} listens for messages.',
      why: 'What arrives while it waits is heard by nobody and lost.',
      fix: 'Set the listener first, above the await.',
    },
    {
      what: '{at} 에서 기다린 다음에야 {listensAt} 에서 메시지를 듣기 시작합니다.',
      why: '기다리는 동안 온 메시지는 아무도 듣지 못하고 사라집니다.',
      fix: 'await 위에서 먼저 들으세요.',
    },
  ),
  entry(
    'project/no-error-handler',
    {
      what: '{at} gives sockets no handler for errors.',
      why: 'ws emits "error" for a client that breaks the protocol, and Node ends the whole server when nobody listens.',
      fix: 'Listen for it.',
    },
    {
      what: '{at} 의 소켓에 error 핸들러가 없습니다.',
      why: '규칙을 어기는 클라이언트가 있으면 ws가 "error"를 내는데, 듣는 곳이 없으면 서버 전체가 꺼집니다.',
      fix: 'error를 들으세요.',
    },
  ),
]

function entry(code: string, en: Words, ko: Words): Entry {
  return { code, en, ko }
}
