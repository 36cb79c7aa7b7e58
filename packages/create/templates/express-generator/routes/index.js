const express = require('express');

const router = express.Router();

// en: Your own routes go here. The page at / is public/index.html.
// ko: 내 라우트는 여기에 씁니다. / 의 페이지는 public/index.html 입니다.
router.get('/hello', (_request, response) => {
  response.send('Hello');
});

module.exports = router;
