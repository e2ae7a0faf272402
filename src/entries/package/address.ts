import { PackageRefusal } from './refusal.js';

/** The folder on a web server that holds the pane, with a slash at its end. */
export function folderAddress(option: string, text: string): string {
  const url = httpsAddress(option, text);
  if (/\.\w+$/.test(url.pathname)) throw new PackageRefusal('address-of-page', { option, address: text });
  return url.href.replace(/(?<!\/)\/*$/, '/');
}

/** Where a script is. */
export function scriptAddress(option: string, text: string): string {
  const url = httpsAddress(option, text);
  if (!url.pathname.endsWith('.js')) throw new PackageRefusal('address-of-no-script', { option, address: text });
  return url.href;
}

function httpsAddress(option: string, text: string): URL {
  const refuse = (code: 'address-unreadable' | 'address-not-https' | 'address-with-extras'): never => {
    throw new PackageRefusal(code, { option, address: text });
  };
  // URL forgives what is a slip here, such as blanks around the address or a missing slash.
  if (!/^[a-z][a-z\d+.-]*:\/\/[^\s/\\][^\s\\]*$/i.test(text) || !URL.canParse(text))
    return refuse('address-unreadable');
  const url = new URL(text);
  if (url.protocol !== 'https:') return refuse('address-not-https');
  if (url.username !== '' || url.password !== '' || /[?#]/.test(text)) return refuse('address-with-extras');
  return url;
}
