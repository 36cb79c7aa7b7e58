import './style.css'

// en: Your own page goes on here. It may be any framework: <parley-chat> is an element like others.
// ko: 내 페이지는 여기서 계속됩니다. 어떤 프레임워크든 됩니다. <parley-chat> 은 다른 요소와 같은 요소입니다.
