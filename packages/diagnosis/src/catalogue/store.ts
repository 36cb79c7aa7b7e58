import type { Entry } from '../entry.ts'

/** What a Store throws or rejects with. */
export const store: readonly Entry[] = [
  {
    code: 'ERR_STORE_CLOSED',
    en: {
      what: 'The store was used after it had been closed.',
      why: 'parley.close() or store.close() ended it, and something still writes or reads: often a timer of the app, or a request that came during the shutdown.',
      fix: 'Stop what uses the store before you close it, and await parley.close() last.',
    },
    ko: {
      what: '닫힌 스토어를 사용했습니다.',
      why: 'parley.close()나 store.close()로 닫은 뒤에도 쓰거나 읽는 코드가 있습니다. 앱의 타이머나 종료 중에 들어온 요청인 경우가 많습니다.',
      fix: '스토어를 쓰는 작업을 먼저 멈추고, parley.close()는 마지막에 await하세요.',
    },
  },
  {
    code: 'ERR_STORE_DAMAGED',
    en: {
      what: 'What was read from the data file is not what was written.',
      why: 'A checksum does not match, or SQLite finds the file malformed. What is damaged is kept back and the rest goes on; the cause is mostly a failing disk, or a copy made while the server ran.',
      fix: 'Stop the server, restore the file from a backup, and check the disk; moving the file away starts empty.',
    },
    ko: {
      what: '데이터 파일에서 읽은 내용이 기록한 내용과 다릅니다.',
      why: '체크섬이 맞지 않거나 SQLite가 파일 손상을 발견했습니다. 손상된 부분은 내보내지 않고 나머지는 계속 동작합니다. 대개 디스크 고장이나, 서버가 도는 중에 파일을 복사한 것이 원인입니다.',
      fix: '서버를 멈추고 백업에서 파일을 복원한 뒤 디스크를 점검하세요. 파일을 다른 곳으로 옮기면 빈 상태로 시작합니다.',
    },
  },
  {
    code: 'ERR_STORE_FAILED',
    en: {
      what: 'Reading or writing the data file failed for a reason of the system or of SQLite.',
      why: 'The message carries what SQLite or the system said, such as an input/output error, or an opening that took too long.',
      fix: 'Act on the words at the end of the message; if they name the disk, look at it, then restart.',
    },
    ko: {
      what: '시스템이나 SQLite의 문제로 데이터 파일을 읽거나 쓰지 못했습니다.',
      why: '입출력 오류나 열기 시간 초과처럼 SQLite나 시스템이 알려 준 내용이 메시지에 들어 있습니다.',
      fix: '메시지 끝의 내용을 보고 조치하고, 디스크 문제라면 점검한 뒤 다시 시작하세요.',
    },
  },
  {
    code: 'ERR_STORE_FULL',
    en: {
      what: 'There is no room left for the data file, so nothing of this write was stored.',
      why: "The disk or its quota is full, or the file has reached the store's maxBytes. Reading goes on, and commands are refused with store-full.",
      fix: 'Free some space, or raise maxBytes; writing goes on by itself.',
    },
    ko: {
      what: '데이터 파일을 저장할 공간이 없어 이번에 쓰려던 내용은 하나도 저장되지 않았습니다.',
      why: '디스크나 할당량이 가득 찼거나, 파일이 스토어의 maxBytes에 이르렀습니다. 읽기는 계속되고 명령은 store-full로 거부됩니다.',
      fix: '공간을 확보하거나 maxBytes를 늘리세요. 공간이 생기면 쓰기는 자동으로 다시 됩니다.',
    },
  },
  {
    code: 'ERR_STORE_GONE',
    en: {
      what: 'The store will not work again in this process.',
      why: 'Its worker thread ended, or the disk failed to make an earlier write durable (fsync), after which nobody can know what it holds until the file is opened anew.',
      fix: 'Check the disk and the memory of the machine, then restart the process.',
    },
    ko: {
      what: '이 프로세스에서는 스토어를 더 이상 쓸 수 없습니다.',
      why: '워커 스레드가 끝났거나, 디스크가 이전 쓰기를 확정하지 못했습니다(fsync 실패). 파일을 새로 열기 전에는 무엇이 저장되어 있는지 알 수 없습니다.',
      fix: '서버의 디스크와 메모리를 점검한 뒤 프로세스를 다시 시작하세요.',
    },
  },
  {
    code: 'ERR_STORE_IN_USE',
    en: {
      what: 'Another process has this data file open.',
      why: 'One process owns a data file at a time, so that no two decide on the same channel. Often it is a server that still runs, a second worker of a cluster, or a watcher that starts the new one before the old one is gone.',
      fix: 'Stop the process that the message names, or give this one another path.',
    },
    ko: {
      what: '다른 프로세스가 이 데이터 파일을 열고 있습니다.',
      why: '두 프로세스가 같은 채널을 처리하지 않도록, 데이터 파일은 한 번에 한 프로세스만 엽니다. 아직 떠 있는 서버, 클러스터의 다른 워커, 이전 프로세스가 끝나기 전에 새로 띄우는 감시 도구인 경우가 많습니다.',
      fix: '메시지에 나온 프로세스를 종료하거나, 이 서버에 다른 경로를 지정하세요.',
    },
  },
  {
    code: 'ERR_STORE_NEWER',
    en: {
      what: 'The data file was written by a newer Parley than this one.',
      why: 'Its version is higher than this Parley knows, so it was left as it is; that happens when a server is rolled back.',
      fix: 'Update Parley, or choose another file.',
    },
    ko: {
      what: '데이터 파일이 지금보다 새로운 버전의 Parley로 기록되었습니다.',
      why: '파일의 버전이 이 Parley가 아는 것보다 높아 건드리지 않았습니다. 서버를 이전 버전으로 되돌렸을 때 생깁니다.',
      fix: 'Parley를 업데이트하거나 다른 파일을 지정하세요.',
    },
  },
  {
    code: 'ERR_STORE_NOT_OURS',
    en: {
      what: 'The path given for the data is a file of something else.',
      why: 'It is no SQLite database, or one of another program, and was left as it is.',
      fix: 'Choose another path for the store, or move that file away.',
    },
    ko: {
      what: '데이터 경로로 지정한 파일이 Parley의 데이터 파일이 아닙니다.',
      why: 'SQLite 데이터베이스가 아니거나 다른 프로그램의 데이터베이스여서 건드리지 않았습니다.',
      fix: '스토어에 다른 경로를 지정하거나 그 파일을 옮기세요.',
    },
  },
  {
    code: 'ERR_STORE_PATH',
    en: {
      what: 'The data file cannot be opened for writing where it is to be.',
      why: 'Its folder does not exist, this user may not write there, or the path is a folder. In a container the file system is often read-only, or the volume belongs to root.',
      fix: 'Create the folder and let this user write to it, or choose another path.',
    },
    ko: {
      what: '지정한 위치의 데이터 파일을 쓰기용으로 열 수 없습니다.',
      why: '폴더가 없거나, 쓰기 권한이 없거나, 경로가 폴더입니다. 컨테이너에서는 파일 시스템이 읽기 전용이거나 볼륨의 소유자가 root인 경우가 많습니다.',
      fix: '폴더를 만들고 실행 사용자에게 쓰기 권한을 주거나, 다른 경로를 지정하세요.',
    },
  },
  {
    code: 'ERR_STORE_UNSAFE',
    en: {
      what: 'SQLite would not give what it takes to keep what was acknowledged.',
      why: 'The store needs journal_mode WAL and synchronous FULL. Network file systems and some mounted folders refuse them.',
      fix: 'Put the data file on a local disk.',
    },
    ko: {
      what: '저장했다고 응답한 데이터를 보장하는 데 필요한 설정을 SQLite가 받아들이지 않았습니다.',
      why: '스토어에는 journal_mode WAL과 synchronous FULL이 필요한데, 네트워크 파일 시스템이나 일부 마운트 폴더는 이를 지원하지 않습니다.',
      fix: '데이터 파일을 로컬 디스크에 두세요.',
    },
  },
]
