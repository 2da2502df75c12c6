// The mock behind a proxy: under an address that has a path, or under one of a port with answers changed on the way.

import http from 'node:http';

import { startMock } from './mock.mjs';

const PATH = '/idp/esia';

export const WAYS = ['takes the path away', 'keeps the path'];

/**
 * Listens on a port of its own and passes on what is asked to the server that `to(url)` names. `route` says under which
 * path there, or nothing: 502. `change` gives the headers of the answer.
 */
export async function startProxy(t, { route = (path) => path, change = (request, headers) => headers } = {}) {
  let upstream;
  const server = http.createServer((request, response) => {
    const path = route(request.url);
    if (path === undefined || !upstream) {
      response.writeHead(502).end();
      return;
    }
    // As nginx does it without further words: the server is named in Host.
    const headers = { ...request.headers, host: upstream.host };
    const passed = http.request({ host: upstream.hostname, port: upstream.port, path, method: request.method, headers }, (answer) => {
      response.writeHead(answer.statusCode, change(request, answer.headers));
      answer.pipe(response);
    });
    passed.on('error', () => response.destroy());
    request.pipe(passed);
  });
  await new Promise((resolve) => server.listen(0, '127.0.0.1', resolve));
  t.after(() => new Promise((resolve) => { server.closeAllConnections(); server.close(resolve); }));
  return { url: `http://127.0.0.1:${server.address().port}`, to: (url) => { upstream = new URL(url); } };
}

/**
 * A mock that is known by the proxy's address alone; `way` is one of WAYS. What is asked beside the path is answered
 * 502 and kept in `outside`.
 */
export async function startBehindProxy(t, way, ...options) {
  const outside = [];
  const proxy = await startProxy(t, {
    route: (path) => {
      const rest = path.startsWith(PATH) ? path.slice(PATH.length) : undefined;
      if (rest === undefined || !/^($|[/?])/.test(rest)) {
        outside.push(path);
        return undefined;
      }
      return way === WAYS[1] ? path : `/${rest.replace(/^\//, '')}`;
    },
  });
  const url = `${proxy.url}${PATH}`;
  const mock = await startMock(t, '--public-url', url, ...options);
  proxy.to(mock.url);
  return { ...mock, url, outside };
}
