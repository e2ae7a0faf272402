import { readFileSync } from 'node:fs';
import { message } from '../../src/messages/index.js';

it('has the words of the pane on the button that stands in the page before it', () => {
  const page = readFileSync('src/entries/taskpane/taskpane.html', 'utf8');
  const [chinese, english] = [message('zh-CN', 'pane-compute'), message('en-US', 'pane-compute')];
  expect(page).toContain(`data-en="${english}">${chinese}</button>`);
});
