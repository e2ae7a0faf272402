import { loadMessages } from '../../src/messages/index.js';

beforeAll(async () => {
  await loadMessages('zh-CN');
  await loadMessages('en-US');
});
