/** Puts text on the clipboard; tells whether it is there. Web views of Office often have the older way only. */
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

/** Puts tables on the clipboard so that Word takes them as tables, as soon as they are made; tells whether they are there. */
export async function copyHtml(html: Promise<string>): Promise<boolean> {
  try {
    // The clipboard is taken right at the click, which is when a browser lets it be written.
    await navigator.clipboard.write([
      new ClipboardItem({ 'text/html': html.then((text) => new Blob([text], { type: 'text/html' })) }),
    ]);
    return true;
  } catch {
    return copyAsRichText(await html);
  }
}

function copyAsRichText(html: string): boolean {
  const give = (event: ClipboardEvent): void => {
    event.clipboardData?.setData('text/html', html);
    event.preventDefault();
  };
  document.addEventListener('copy', give);
  try {
    return document.execCommand('copy');
  } catch {
    return false;
  } finally {
    document.removeEventListener('copy', give);
  }
}

/** Puts a picture on the clipboard; returns `null` where it is there, else the picture, to be offered as a file. */
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
