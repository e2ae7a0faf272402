import { Component, type ReactNode } from 'react';
import { errorReason } from './error-reason.js';
import { Notice } from './ui/Notice.js';

interface Props {
  readonly words: string;
  readonly children: ReactNode;
}

/** Keeps the rest of the pane usable where one page cannot be drawn. React has no hook for this, only a class. */
export class PageGuard extends Component<Props, { readonly reason: string | null }> {
  override state = { reason: null as string | null };

  static getDerivedStateFromError(error: unknown): { readonly reason: string } {
    return { reason: errorReason(error) };
  }

  override render(): ReactNode {
    const { reason } = this.state;
    if (reason === null) return this.props.children;
    return (
      <Notice tone="error">
        {this.props.words} {reason}
      </Notice>
    );
  }
}
