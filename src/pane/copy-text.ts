/** Puts text on the clipboard; resolves to whether it is there. Web views of Office often have the older API only. */
export async function copyText(text: string): Promise<boolean> {
  try {
    await navigator.clipboard.writeText(text);
    return true;
  } catch {
    return copyBySelection(text);
  }
}

function copyBySelection(text: string): boolean {
  const area = document.createElement('textarea');
  const focused = document.activeElement;
  area.value = text;
  area.setAttribute('aria-hidden', 'true');
  area.style.position = 'fixed';
  area.style.opacity = '0';
  document.body.append(area);
  try {
    area.select();
    return document.execCommand('copy');
  } catch {
    return false;
  } finally {
    area.remove();
    if (focused instanceof HTMLElement) focused.focus();
  }
}

/** Puts tables on the clipboard once they are made, such that Word takes them as tables; whether they are there. */
export async function copyHtml(html: Promise<string>): Promise<boolean> {
  try {
    // A browser lets the clipboard be written only right at the click, so the tables are promised to it.
    await navigator.clipboard.write([
      new ClipboardItem({ 'text/html': html.then((text) => new Blob([text], { type: 'text/html' })) }),
    ]);
    return true;
  } catch {
    return copyAsRichText(await html);
  }
}

/** Puts a table on the clipboard, also as text with tabs; resolves to whether it is there. */
export async function copyTable({ html, text }: { readonly html: string; readonly text: string }): Promise<boolean> {
  try {
    const item = new ClipboardItem({
      'text/html': new Blob([html], { type: 'text/html' }),
      'text/plain': new Blob([text], { type: 'text/plain' }),
    });
    await navigator.clipboard.write([item]);
    return true;
  } catch {
    return copyAsRichText(html, text);
  }
}

function copyAsRichText(html: string, text?: string): boolean {
  const provideHtml = (event: ClipboardEvent): void => {
    event.clipboardData?.setData('text/html', html);
    if (text !== undefined) event.clipboardData?.setData('text/plain', text);
    event.preventDefault();
  };
  document.addEventListener('copy', provideHtml);
  try {
    return document.execCommand('copy');
  } catch {
    return false;
  } finally {
    document.removeEventListener('copy', provideHtml);
  }
}

/** Puts a picture on the clipboard; resolves to `null`, or to the picture where the clipboard refuses it. */
export async function copyPicture(canvas: HTMLCanvasElement): Promise<Blob | null> {
  const picture = new Promise<Blob>((resolve, reject) => {
    canvas.toBlob((blob) => {
      if (blob === null) reject(new Error('the picture is too large'));
      else resolve(blob);
    }, 'image/png');
  });
  try {
    await navigator.clipboard.write([new ClipboardItem({ 'image/png': picture })]);
    return null;
  } catch {
    return picture;
  }
}
