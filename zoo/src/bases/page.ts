/** A page with a script that writes into itself what comes. */
export function page(script: string, { isModule = false, head = '' } = {}): string {
  return `<!doctype html>
<html lang="en">
  <head>
    <meta charset="utf-8">
    <title>Chat</title>
    <link rel="icon" href="data:,">
    ${head}
  </head>
  <body>
    <ul id="list"></ul>
    <script${isModule ? ' type="module"' : ''}>
${script.replaceAll(/^(?=.)/gm, '      ')}
    </script>
  </body>
</html>
`
}

/** For its scripts: a line of the list. */
export const show = `function show(text) {
  const line = document.createElement('li');
  line.textContent = 'came: ' + text;
  document.getElementById('list').append(line);
}
`

/** What stands in the page once something came. */
export const came = /came: .*hello/

/** An Express server with a page and an echo at any path. */
export function expressEcho(port: number, { body = echoBody, more = '' } = {}): string {
  return `const express = require('express');
const { WebSocketServer } = require('ws');

const app = express();
app.use(express.static('public'));
const server = app.listen(${port});
${more}const wss = new WebSocketServer({ server });
wss.on('connection', (ws, request) => {
  ws.on('error', console.error);
${body}
});
`
}

const echoBody = `  ws.on('message', (message) => {
    ws.send(message.toString());
  });`
