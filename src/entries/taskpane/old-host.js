// Runs in web views that know no modern script (Internet Explorer in Excel 2016 and 2019): it must stay in the language of 2009.
(function () {
  window.showTooOld = function () {
    document.getElementById('root').style.display = 'none';
    document.getElementById('too-old').removeAttribute('hidden');
  };
  var modern = 'noModule' in document.createElement('script') && typeof Promise === 'function' && typeof window.ResizeObserver === 'function';
  if (!modern) window.showTooOld();
})();
