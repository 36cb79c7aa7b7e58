var { attach } = require('parley');
var { chat } = require('@parley/chat/server');

// `server` is the http.Server that bin/www makes. Express never sees WebSocket requests; the server does.
// server는 bin/www에서 만든 http 서버입니다. 웹소켓 요청은 Express(app)가 아니라 서버(server)로 들어옵니다.
module.exports = (server) => {
  attach(server, {
    features: [chat()],
    data: process.env.PARLEY_DATA || './parley.db'
  });
};
