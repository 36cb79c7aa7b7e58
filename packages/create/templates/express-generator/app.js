const express = require('express');
const path = require('node:path');

const indexRouter = require('./routes/index');

const app = express();

app.use(express.json());
app.use(express.urlencoded({ extended: false }));
app.use(express.static(path.join(__dirname, 'public')));

app.use('/', indexRouter);

// en: bin/www reads the app from here: without this line there is none.
// ko: bin/www 가 여기서 app 을 가져갑니다. 이 줄이 없으면 가져갈 것이 없습니다.
module.exports = app;
