const FRAME = 'printed-attachments';
/** On paper there is nothing but the attachments, on the screen nothing of them. */
const ONLY_ON_PAPER = `
@media screen{#${FRAME}{display:none}}
@media print{
  html,body{height:auto!important;overflow:visible!important}
  body>:not(#${FRAME}){display:none!important}
}`;

/** Opens the browser's print preview with a page of HTML; from there it becomes paper, or a PDF of that name. */
export function printPage(name: string, html: string): void {
  const before = document.adoptedStyleSheets;
  const title = document.title;
  const frame = document.createElement('div');
  frame.id = FRAME;
  // The page admits no style that comes with markup; what is set through the object model is its own.
  const printed = new DOMParser().parseFromString(html.replaceAll(' style="', ' data-style="'), 'text/html');
  const style = new CSSStyleSheet();
  style.replaceSync(`${printed.querySelector('style')?.textContent ?? ''}${ONLY_ON_PAPER}`);
  frame.append(...printed.body.children);
  for (const element of frame.querySelectorAll<HTMLElement>('[data-style]')) {
    element.style.cssText = element.dataset['style'] ?? '';
    element.removeAttribute('data-style');
  }
  document.getElementById(FRAME)?.remove();
  document.body.append(frame);
  document.adoptedStyleSheets = [...before, style];
  // The browser proposes the page's title as the name of the PDF.
  document.title = name;
  window.addEventListener(
    'afterprint',
    () => {
      frame.remove();
      document.adoptedStyleSheets = document.adoptedStyleSheets.filter((sheet) => sheet !== style);
      document.title = title;
    },
    { once: true },
  );
  window.print();
}
