export default function Page() {
  // en: Your own page goes on here. <parley-chat> is an element like others.
  // ko: 내 페이지는 여기서 계속됩니다. <parley-chat> 은 다른 요소와 같은 요소입니다.
  return <parley-chat room="general" />
}
