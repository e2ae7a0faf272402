// Draws the icons of the add-in from their SVG: node assets/draw-icons.mjs
// Small sizes have a drawing of their own: scaled down, the sheet and its lines would run together.
import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { chromium } from 'playwright-core';

const drawings = [
  { from: 'icon-small.svg', to: 'icon', sizes: [16] },
  { from: 'icon.svg', to: 'icon', sizes: [32, 64, 80, 128] },
  { from: 'pane-small.svg', to: 'pane', sizes: [16] },
  { from: 'pane.svg', to: 'pane', sizes: [32, 80] },
];

const here = (name) => fileURLToPath(new URL(name, import.meta.url));
const browser = await chromium.launch({
  executablePath: process.env['CHROMIUM'] ?? '/usr/bin/chromium',
  args: ['--no-sandbox'],
});
for (const { from, to, sizes } of drawings) {
  for (const size of sizes) {
    const page = await browser.newPage({ viewport: { width: size, height: size } });
    const source = readFileSync(here(from)).toString('base64');
    await page.setContent(
      `<style>body{margin:0}img{display:block;width:100vw;height:100vh}</style><img src="data:image/svg+xml;base64,${source}">`,
    );
    await page.screenshot({ path: here(`${to}-${size}.png`), omitBackground: true });
    await page.close();
  }
}
await browser.close();
