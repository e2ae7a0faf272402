// The first screen before the pane's own scripts have come. In the language of 2009, as old-host.js is.
(function () {
  var button = document.getElementById('first-compute');
  var words = document.getElementById('opening-words');
  var chosen = null;
  try {
    chosen = localStorage.getItem('bulletin-scores.language');
  } catch (error) {
    // Storage may be blocked in a frame.
  }
  if (chosen === 'en-US' || (chosen === null && !/^zh/i.test(navigator.language || 'zh'))) {
    button.firstChild.nodeValue = button.getAttribute('data-en');
    words.firstChild.nodeValue = 'Opening…';
  }
  button.disabled = false;
  button.onclick = function () {
    window.isComputeAsked = true;
    button.disabled = true;
  };
})();
