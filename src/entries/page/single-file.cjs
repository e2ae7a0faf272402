// Puts the page's one script into one HTML file, under a policy that admits exactly this script and this style.
const { createHash } = require('node:crypto');
const { readFileSync } = require('node:fs');
const { join } = require('node:path');

const digest = (text) => `'sha256-${createHash('sha256').update(text, 'utf8').digest('base64')}'`;
const EMPTY = digest('');

/** A webpack plugin: the asset `from` becomes the page `to`. */
module.exports = class SingleFile {
  constructor({ from, to }) {
    this.from = from;
    this.to = to;
  }

  apply(compiler) {
    const { Compilation, sources } = compiler.webpack;
    compiler.hooks.thisCompilation.tap('SingleFile', (compilation) => {
      const files = ['page.html', 'old-browser.js']
        .map((name) => join(__dirname, name))
        .concat(join(__dirname, '..', 'taskpane', 'taskpane.css'));
      for (const file of files) compilation.fileDependencies.add(file);
      compilation.hooks.processAssets.tap(
        { name: 'SingleFile', stage: Compilation.PROCESS_ASSETS_STAGE_REPORT - 1 },
        (assets) => {
          const [page, check, style] = files.map((file) => readFileSync(file, 'utf8'));
          // An end tag inside a string would end the script.
          const script = assets[this.from]
            .source()
            .toString()
            .replace(/<\/script/gi, '<\\/script')
            .replace(/<!--/g, '<\\!--');
          const policy = [
            "default-src 'none'",
            `script-src ${digest(check)} ${digest(script)}`,
            // Fluent's style elements are empty when they enter the page; see the pane's policy.
            `style-src ${digest(style)} ${EMPTY}`,
            'img-src data:',
            // The threads that hold workbooks run the page's own script, handed to them as a blob.
            'worker-src blob:',
            "base-uri 'none'",
            "form-action 'none'",
          ].join('; ');
          const filled = { policy, style, check, script };
          // Minimised again, the digests would no longer be true.
          compilation.emitAsset(
            this.to,
            new sources.RawSource(page.replace(/\{\{(\w+)\}\}/g, (_, name) => filled[name])),
            { minimized: true },
          );
          compilation.deleteAsset(this.from);
        },
      );
    });
  }
};
