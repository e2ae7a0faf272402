import type { MouseEvent } from 'react';

/**
 * For fields that hold a number: a click into one selects all of it, so that what is typed takes its place. A second
 * click puts the cursor where it points.
 */
export const selectsAllOnClick = {
  onMouseDown: (event: MouseEvent<HTMLInputElement>): void => {
    const field = event.currentTarget;
    if (field.ownerDocument.activeElement === field) return;
    // Otherwise the browser puts the cursor beside the old number, and 16 typed there makes 1613 of 13.
    event.preventDefault();
    field.focus();
    field.select();
  },
};
