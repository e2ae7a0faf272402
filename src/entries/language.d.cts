export function languageFrom(environment: Readonly<Record<string, string | undefined>>): 'zh-CN' | 'en-US';
