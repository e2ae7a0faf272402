import { Component, type ReactNode } from 'react';
import { Notice } from './ui/Notice.js';

interface Props {
  readonly words: string;
  readonly children: ReactNode;
}

/** Keeps the rest of the pane usable where one page cannot be drawn. React knows no other way than a class. */
export class PageGuard extends Component<Props, { readonly reason: string | null }> {
  override state = { reason: null as string | null };

  static getDerivedStateFromError(error: unknown): { readonly reason: string } {
    return { reason: error instanceof Error ? error.message : String(error) };
  }

  override render(): ReactNode {
    const { reason } = this.state;
    return reason === null ? (
      this.props.children
    ) : (
      <Notice tone="error">
        {this.props.words} {reason}
      </Notice>
    );
  }
}
