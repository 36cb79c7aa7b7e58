import type { Entry } from '../../entry.ts'

/** What chat() answers over HTTP: files, and its addresses for programs. */
export const chatFiles: readonly Entry[] = [
  {
    code: 'chat/file-empty',
    en: {
      what: 'An upload to the chat has no bytes.',
      why: 'The file is empty, or the request has no body: the file itself is the body, and not a form with a field.',
      fix: "Send the file as the body, as in fetch(url, { method: 'POST', body: file }).",
    },
    ko: {
      what: '채팅에 올린 파일에 내용이 없습니다.',
      why: '빈 파일이거나 요청에 본문이 없습니다. 폼 필드가 아니라 파일 자체가 본문이어야 합니다.',
      fix: "fetch(url, { method: 'POST', body: file })처럼 파일을 본문으로 보내세요.",
    },
  },
  {
    code: 'chat/file-too-large',
    en: {
      what: 'An upload to the chat is larger than this server takes (413).',
      why: 'The limit is files.maxBytes of chat(), 25 MiB unless set; it is counted as the bytes come, whatever Content-Length says.',
      fix: "Send a smaller file, or write chat({ files: { folder: './parley-files', maxBytes: 50_000_000 } }); a proxy in front has a limit of its own.",
    },
    ko: {
      what: '채팅에 올린 파일이 서버가 받는 크기보다 큽니다(413).',
      why: '제한은 chat()의 files.maxBytes이고 기본값은 25MiB입니다. Content-Length와 상관없이 실제로 들어온 바이트로 셉니다.',
      fix: "더 작은 파일을 보내거나 chat({ files: { folder: './parley-files', maxBytes: 50_000_000 } })로 늘리세요. 앞단 프록시에도 따로 제한이 있을 수 있습니다.",
    },
  },
  {
    code: 'chat/file-type',
    en: {
      what: 'An upload to the chat is of a type that this server does not take (415).',
      why: 'The type is found in the bytes, not in the name; it is not among files.types, or is another than the Content-Type that came with it.',
      fix: 'Send one of the types that the message lists, with its real Content-Type, or add the type to files.types of chat().',
    },
    ko: {
      what: '채팅에 올린 파일이 서버가 받지 않는 종류입니다(415).',
      why: '종류는 이름이 아니라 내용으로 판단합니다. files.types에 없는 종류이거나, 함께 보낸 Content-Type과 다릅니다.',
      fix: '메시지에 나온 종류의 파일을 실제 Content-Type과 함께 보내거나, chat()의 files.types에 추가하세요.',
    },
  },
  {
    code: 'chat/files-off',
    en: {
      what: 'This server takes no files in the chat (403).',
      why: 'chat() was given files: false.',
      fix: "Write chat({ files: { folder: './parley-files' } }) to take them; a page of yours hides its button for files otherwise.",
    },
    ko: {
      what: '이 서버는 채팅에서 파일을 받지 않습니다(403).',
      why: 'chat()에 files: false를 주었습니다.',
      fix: "파일을 받으려면 chat({ files: { folder: './parley-files' } })로 쓰고, 아니라면 페이지에서 파일 버튼을 숨기세요.",
    },
  },
  {
    code: 'chat/no-file',
    en: {
      what: 'A file is named that is not there for this person.',
      why: 'It was uploaded by somebody else or elsewhere, was taken back, or waited longer than 24 hours for a message to name it.',
      fix: 'Upload the file again and name the id that the answer gives.',
    },
    ko: {
      what: '이 사용자가 쓸 수 있는 파일이 아닙니다.',
      why: '다른 사람이 올렸거나 다른 곳에 올린 파일이거나, 취소되었거나, 24시간 넘게 메시지에 쓰이지 않아 지워졌습니다.',
      fix: '파일을 다시 올리고 응답에 나온 id를 쓰세요.',
    },
  },
  {
    code: 'chat/method',
    en: {
      what: 'An address of chat() was asked with a method that it does not take (405).',
      why: 'Each address takes only what it is for: GET to read, POST to send, DELETE to cancel.',
      fix: 'Use a method that the header Allow of the answer names.',
    },
    ko: {
      what: 'chat()의 주소에 받지 않는 메서드로 요청했습니다(405).',
      why: '주소마다 조회는 GET, 보내기는 POST, 취소는 DELETE처럼 받는 메서드가 정해져 있습니다.',
      fix: '응답의 Allow 헤더에 있는 메서드를 쓰세요.',
    },
  },
  {
    code: 'chat/too-large',
    en: {
      what: 'The JSON body of a request to chat() is larger than 65 536 bytes (413).',
      why: 'Bodies over HTTP are messages and not files.',
      fix: 'Shorten the text, and upload what is large as a file.',
    },
    ko: {
      what: 'chat()에 보낸 요청의 JSON 본문이 65,536바이트를 넘습니다(413).',
      why: 'HTTP 본문은 메시지를 위한 것이지 파일을 위한 것이 아닙니다.',
      fix: '텍스트를 줄이고, 큰 내용은 파일로 올리세요.',
    },
  },
  {
    code: 'chat/too-many-uploads',
    en: {
      what: 'Too many uploads to the chat are under way at once (429).',
      why: 'One person has 3 at once and the server 50, unless files.maxAtOncePerPerson and files.maxAtOnce say otherwise.',
      fix: 'Wait until one has ended and send it again, one file after the other.',
    },
    ko: {
      what: '채팅에 동시에 올리는 파일이 너무 많습니다(429).',
      why: '기본값은 한 사람이 3개, 서버 전체가 50개이며 files.maxAtOncePerPerson과 files.maxAtOnce로 정합니다.',
      fix: '하나가 끝나기를 기다렸다가 한 개씩 다시 보내세요.',
    },
  },
  {
    code: 'chat/upload-aborted',
    en: {
      what: 'An upload to the chat ended before the file had come as a whole.',
      why: 'The page ended it, its tab was closed, the network broke, or it came too slowly.',
      fix: 'Upload the file again; if a proxy ends it each time, look at its limits for bodies and time.',
    },
    ko: {
      what: '채팅에 올리던 파일이 다 오기 전에 중단되었습니다.',
      why: '페이지에서 취소했거나, 탭이 닫혔거나, 네트워크가 끊겼거나, 너무 느리게 왔습니다.',
      fix: '파일을 다시 올리세요. 프록시가 매번 끊는다면 본문 크기와 시간 제한을 확인하세요.',
    },
  },
  {
    code: 'chat/upload-failed',
    en: {
      what: 'A page could not send a file to the chat: no answer of Parley came.',
      why: "The network broke, or something in front of the server answered with a status of its own, which the message names; 413 is mostly a proxy's limit for bodies.",
      fix: 'Try again; for 413 raise the limit of the proxy for bodies, in nginx client_max_body_size.',
    },
    ko: {
      what: '페이지가 채팅에 파일을 보내지 못했고, Parley의 응답을 받지 못했습니다.',
      why: '네트워크가 끊겼거나, 서버 앞단이 자체 상태 코드로 응답했습니다. 상태 코드는 메시지에 있으며, 413은 대개 프록시의 본문 크기 제한입니다.',
      fix: '다시 시도하고, 413이라면 nginx의 client_max_body_size처럼 앞단의 제한을 늘리세요.',
    },
  },
]
