import type { Language } from '../../messages/index.js';

/** Why no package is made. The texts are here and not with the others, as those travel with every pane. */
const TEXTS = {
  usage: {
    'zh-CN': '用法：npm run package -- --base-url https://服务器/目录 [--office-js https://…/office.js] [--out 目录]',
    'en-US': 'Usage: npm run package -- --base-url https://server/folder [--office-js https://…/office.js] [--out DIR]',
  },
  'address-unreadable': {
    'zh-CN': '--{option} 不是网址：{address}。例：https://intranet.example/bulletin',
    'en-US': '--{option} is no address: {address}. Example: https://intranet.example/bulletin',
  },
  'address-not-https': {
    'zh-CN': '--{option} 必须以 https:// 开头：{address}。Office 只通过 HTTPS 加载加载项。',
    'en-US': '--{option} must begin with https://: {address}. Office loads add-ins through HTTPS only.',
  },
  'address-with-extras': {
    'zh-CN': '--{option} 不能带用户名、密码、“?”或“#”：{address}',
    'en-US': '--{option} must have no user name, password, "?" or "#": {address}',
  },
  'address-of-page': {
    'zh-CN': '--{option} 应是目录而不是网页：{address}',
    'en-US': '--{option} must be the folder, not a page in it: {address}',
  },
  'address-of-no-script': {
    'zh-CN': '--{option} 应是 office.js 的网址：{address}',
    'en-US': '--{option} must be the address of office.js: {address}',
  },
  'not-built': {
    'zh-CN': 'dist/ 中没有 {file}：请先运行 npm run build。',
    'en-US': 'dist/ has no {file}: run npm run build first.',
  },
  'page-asks-for-more': {
    'zh-CN': '{page} 中的 {file} 不在交付清单中（src/entries/taskpane/shipped.json）。',
    'en-US': '{page} has {file}, which is not among the files to ship (src/entries/taskpane/shipped.json).',
  },
  'page-without-policy': {
    'zh-CN': '{page} 没有内容安全策略，或策略不在最前，不予打包。',
    'en-US': '{page} has no content security policy before everything else and is not packaged.',
  },
  'manifest-address-foreign': {
    'zh-CN': 'manifest.xml 中有不属于开发服务器的地址：{address}',
    'en-US': "manifest.xml has an address that is not the development server's: {address}",
  },
  'out-taken': {
    'zh-CN': '{folder} 中有其他文件，不会覆盖：请用 --out 指定空目录。',
    'en-US': '{folder} holds other files and is left alone: name an empty folder with --out.',
  },
} as const satisfies Record<string, Readonly<Record<Language, string>>>;

export class PackageRefusal extends Error {
  constructor(
    readonly code: keyof typeof TEXTS,
    readonly parameters: Readonly<Record<string, string>> = {},
  ) {
    super(code);
    this.name = 'PackageRefusal';
  }

  messageIn(language: Language): string {
    return TEXTS[this.code][language].replace(/\{(\w+)\}/g, (_, name: string) => this.parameters[name] ?? '');
  }
}
