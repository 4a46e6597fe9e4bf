// As much of Express as this app needs, so that it runs with nothing but Plaid's client installed.
const fs = require('fs');
const http = require('http');
const path = require('path');

module.exports = function web() {
  const routes = [];
  const add = (method) => (url, ...handlers) => routes.push({ method, url, handlers });

  function answer(request, response) {
    const url = request.url.split('?')[0];
    const route = routes.find((each) => each.method === request.method && each.url === url);
    const handlers = route ? route.handlers.slice() : [(_, res) => res.status(404).json({})];
    const next = (error) => {
      if (!error) return handlers.shift()(request, response, next);
      console.error(error.error_code || error.message);
      response.status(500).json({ error: error.error_code || 'INTERNAL_SERVER_ERROR' });
    };
    next();
  }

  const server = http.createServer((request, response) => {
    let text = '';
    request.on('data', (chunk) => (text += chunk));
    request.on('end', () => {
      request.body = text === '' ? {} : JSON.parse(text);
      answer(request, Object.assign(response, answers));
    });
  });

  return {
    get: add('GET'),
    post: add('POST'),
    listen: (port) => server.listen(port, '127.0.0.1'),
  };
};

const answers = {
  status(code) {
    this.statusCode = code;
    return this;
  },
  json(value) {
    this.setHeader('content-type', 'application/json');
    this.end(JSON.stringify(value));
  },
  render(view, values) {
    const text = fs.readFileSync(path.join(__dirname, 'views', view), 'utf8');
    this.setHeader('content-type', 'text/html; charset=utf-8');
    this.end(text.replace(/<%= (\w+) %>/g, (_, name) => values[name]));
  },
};
