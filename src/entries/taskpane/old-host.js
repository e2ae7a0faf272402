// Runs in web views that know no modern script (Internet Explorer in Excel 2016 and 2019): it must stay in the language of 2009.
(function () {
  window.showTooOld = function () {
    document.getElementById('root').style.display = 'none';
    document.getElementById('too-old').removeAttribute('hidden');
  };
  // A script of the page that does not come would leave it opening for ever. What is fetched later is met where it is used.
  window.addEventListener('error', function (event) {
    var missing = event.target;
    if (!missing || missing.tagName !== 'SCRIPT' || !document.getElementById('opening')) return;
    document.getElementById('root').style.display = 'none';
    document.getElementById('failed').removeAttribute('hidden');
    document.getElementById('failed-reason').appendChild(document.createTextNode(missing.src));
  }, true);
  var modern = 'noModule' in document.createElement('script') && typeof Promise === 'function' && typeof window.ResizeObserver === 'function';
  if (!modern) window.showTooOld();
})();
