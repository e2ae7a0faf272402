import type { Language } from '../../messages/index.js';

const KEY = 'bulletin-scores.language';

/** The language somebody chose, else Office's own, else Chinese. Storage may be blocked in a frame. */
export function preferredLanguage(locale: string): Language {
  const chosen = stored();
  if (chosen === 'zh-CN' || chosen === 'en-US') return chosen;
  const isChinese = locale === '' || locale.toLowerCase().startsWith('zh');
  return isChinese ? 'zh-CN' : 'en-US';
}

/** Remembers a choice of language where the host allows it. */
export function keepLanguage(language: Language): void {
  try {
    localStorage.setItem(KEY, language);
  } catch {
    // The choice lasts as long as the pane.
  }
}

function stored(): string | null {
  try {
    return localStorage.getItem(KEY);
  } catch {
    return null;
  }
}
