// Runs in web views that know no modern script (Internet Explorer in Excel 2016 and 2019): it must stay in the language of 2009.
(function () {
  window.showTooOld = function () {
    document.getElementById('root').style.display = 'none';
    document.getElementById('too-old').removeAttribute('hidden');
  };
  // The page would stay opening for ever without a script that it names itself, or without the client's part for this Excel. Other scripts
  // that the client tries are not missed where they do not come: telemetry is not shipped, nor are its words in every language. What the
  // page fetches later is met where it is used.
  function needed(script) {
    return script.hasAttribute('defer') || /\/excel-[^\/]*\.js$/.test(script.src);
  }
  window.addEventListener(
    'error',
    function (event) {
      var missing = event.target;
      if (!missing || missing.tagName !== 'SCRIPT' || !needed(missing) || !document.getElementById('opening')) return;
      document.getElementById('root').style.display = 'none';
      document.getElementById('failed').removeAttribute('hidden');
      document.getElementById('failed-reason').appendChild(document.createTextNode(missing.src));
    },
    true,
  );
  var modern =
    'noModule' in document.createElement('script') &&
    typeof Promise === 'function' &&
    typeof window.ResizeObserver === 'function';
  if (!modern) window.showTooOld();
})();
