import { change, type Files } from '../bases/generated.ts'

/** The file that courses teach: it is given the server, and answers everybody. */
export const blog = `const WebSocket = require('ws');

module.exports = (server) => {
  const wss = new WebSocket.Server({ server });

  wss.on('connection', (ws, req) => {
    const ip = req.socket.remoteAddress;
    console.log('new client', ip);
    ws.on('message', (message) => {
      ws.send(message.toString());
    });
    ws.on('error', (error) => {
      console.error(error);
    });
    ws.on('close', () => {
      console.log('client left', ip);
    });
  });
};
`

/** The same, as somebody else writes it. */
export const blogWithDefaults = `const { WebSocketServer, WebSocket } = require("ws")

function chat(server) {
  const sockets = new WebSocketServer({ server, clientTracking: true })
  sockets.on("error", console.error)
  sockets.on("connection", function (socket) {
    socket.on("error", console.error)
    socket.on("message", function (data) {
      for (const each of sockets.clients) {
        if (each.readyState === WebSocket.OPEN) each.send(String(data))
      }
    })
  })
}

module.exports = chat
`

export interface Wiring {
  /** Where the file goes, and what it is. */
  readonly hook?: string
  readonly app?: (text: string) => string
  readonly www?: (text: string) => string
  /** The line in bin/www. @default "var webSocket = require('../routes/webSocket');\nwebSocket(server);" */
  readonly call?: string
}

/** A generated project, wired as the blog says: below `var server`. */
export function wired(files: Files, { hook = blog, app = same, www = same, call = usual }: Wiring = {}): Files {
  const server = 'var server = http.createServer(app);'
  return {
    ...files,
    'routes/webSocket.js': hook,
    'app.js': app(files['app.js'] ?? ''),
    'bin/www': www(change(files['bin/www'], server, `${server}\n\n${call}`)),
  }
}

const usual = `var webSocket = require('../routes/webSocket');\nwebSocket(server);`

function same(text: string): string {
  return text
}
