// Serves the pane at the addresses of manifest.xml, built anew at every change: npm run dev-server
import { createRequire } from 'node:module';
import devCerts from 'office-addin-dev-certs';
import webpack from 'webpack';
import WebpackDevServer from 'webpack-dev-server';

const configurations = createRequire(import.meta.url)('../../webpack.config.js');
const pane = configurations.find(({ name }) => name === 'pane');

const options = {
  // The page as it is shipped, under its own policy: nothing of the server in it, which would need connections.
  ...pane.devServer,
  // Makes and trusts certificates of this machine on first use; Office loads no page over plain HTTP.
  server: { type: 'https', options: await devCerts.getHttpsServerOptions() },
  // Excel would keep the pages of the last build.
  headers: { 'Cache-Control': 'no-store' },
};
await new WebpackDevServer(options, webpack(pane)).start();
