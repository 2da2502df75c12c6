// The mock behind a proxy whose address has a path: one kind of proxy takes the path away, the other passes it on.

import http from 'node:http';

import { startMock } from './mock.mjs';

const PATH = '/idp/esia';

export const WAYS = ['takes the path away', 'keeps the path'];

/**
 * A mock that is known by the proxy's address alone; `way` is one of WAYS. What is asked beside the path is answered
 * 502 and kept in `outside`.
 */
export async function startBehindProxy(t, way, ...options) {
  let upstream;
  const outside = [];
  const server = http.createServer((request, response) => {
    const rest = request.url.startsWith(PATH) ? request.url.slice(PATH.length) : undefined;
    if (rest === undefined || !/^($|[/?])/.test(rest)) {
      outside.push(request.url);
      response.writeHead(502).end();
      return;
    }
    const path = way === WAYS[1] ? request.url : `/${rest.replace(/^\//, '')}`;
    // As nginx does it without further words: the server is named in Host.
    const headers = { ...request.headers, host: upstream.host };
    const passed = http.request({ host: upstream.hostname, port: upstream.port, path, method: request.method, headers }, (answer) => {
      response.writeHead(answer.statusCode, answer.headers);
      answer.pipe(response);
    });
    passed.on('error', () => response.destroy());
    request.pipe(passed);
  });
  await new Promise((resolve) => server.listen(0, '127.0.0.1', resolve));
  t.after(() => new Promise((resolve) => { server.closeAllConnections(); server.close(resolve); }));
  const url = `http://127.0.0.1:${server.address().port}${PATH}`;
  const mock = await startMock(t, '--public-url', url, ...options);
  upstream = new URL(mock.url);
  return { ...mock, url, outside };
}
