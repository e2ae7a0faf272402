import { createRoot } from 'react-dom/client';
import type { ThemeName } from '../../pane/themes.js';
import { loadMessages } from '../../messages/index.js';
import { Page } from './Page.js';

const dark = matchMedia('(prefers-color-scheme: dark)');
const root = document.getElementById('root');

if (root !== null) {
  const page = createRoot(root);
  const first = navigator.language.toLowerCase().startsWith('zh') || navigator.language === '' ? 'zh-CN' : 'en-US';
  const draw = (): void => {
    const theme: ThemeName = dark.matches ? 'dark' : 'light';
    page.render(<Page first={first} theme={theme} />);
  };
  dark.addEventListener('change', draw);
  void loadMessages(first).then(draw);
}
