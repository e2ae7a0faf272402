/**
 * The language of what a program prints, by its environment: English where LC_ALL, or LANG where that is unset, names an
 * English locale, else Chinese. As POSIX has it, an empty LC_ALL counts as unset.
 */
function languageFrom(environment) {
  const locale = environment.LC_ALL || environment.LANG || '';
  return locale.startsWith('en') ? 'en-US' : 'zh-CN';
}

module.exports = { languageFrom };
