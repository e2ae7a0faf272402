// Runs in any browser: where the page's own script cannot, it says so instead of leaving a blank page.
(function () {
  var modern =
    'noModule' in document.createElement('script') &&
    typeof Object.hasOwn === 'function' &&
    typeof window.ResizeObserver === 'function';
  if (modern) return;
  document.getElementById('root').style.display = 'none';
  document.getElementById('too-old').removeAttribute('hidden');
})();
