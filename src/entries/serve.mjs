// Serves the browser page on this machine alone, and opens it where there is a desktop.
import { spawn } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { createServer } from 'node:http';

/** Serves one page; resolves with its address. Takes the next free port where `port` is taken. */
export function serve(file, port) {
  return new Promise((resolve, reject) => {
    const server = createServer((request, response) => {
      const { pathname } = new URL(request.url ?? '/', 'http://localhost');
      if (pathname !== '/' && pathname !== '/index.html') {
        response.writeHead(404, { 'Content-Type': 'text/plain; charset=utf-8' });
        return response.end();
      }
      response.writeHead(200, {
        'Content-Type': 'text/html; charset=utf-8',
        'Cache-Control': 'no-store',
        'X-Content-Type-Options': 'nosniff',
      });
      return response.end(readFileSync(file));
    });
    server.once('error', (error) => {
      if (error.code === 'EADDRINUSE' && port < 65_000) serve(file, port + 1).then(resolve, reject);
      else reject(error);
    });
    server.listen(port, '127.0.0.1', () => resolve(`http://localhost:${port}/`));
  });
}

/** Opens an address in the desktop's browser; a machine without a desktop is none the worse. */
export function openInBrowser(address) {
  const [program, ...args] =
    process.platform === 'win32'
      ? ['cmd', '/c', 'start', '', address]
      : process.platform === 'darwin'
        ? ['open', address]
        : process.env.DISPLAY || process.env.WAYLAND_DISPLAY
          ? ['xdg-open', address]
          : [];
  if (program === undefined) return;
  const opened = spawn(program, args, { stdio: 'ignore', detached: true });
  opened.on('error', () => undefined);
  opened.unref();
}
