// Serves the pane at the addresses of manifest.xml, https://localhost:3000, built anew at every change: node src/entries/dev-server.mjs
import { createRequire } from 'node:module';
import devCerts from 'office-addin-dev-certs';
import webpack from 'webpack';
import WebpackDevServer from 'webpack-dev-server';

const configurations = createRequire(import.meta.url)('../../webpack.config.js');
const pane = configurations.find(({ name }) => name === 'pane');

const server = new WebpackDevServer({
  port: 3000,
  // Makes the certificates of this machine on first use; Office loads no page over plain HTTP.
  server: { type: 'https', options: await devCerts.getHttpsServerOptions() },
  static: false,
  // The page as it is shipped, under its own policy: no client of the server in it, which would need connections and eval.
  hot: false,
  liveReload: false,
  client: false,
  // Excel keeps pages otherwise.
  headers: { 'Cache-Control': 'no-store' },
}, webpack(pane));
await server.start();
