import { Component, type ReactNode } from 'react';
import { Button } from '../../ui/button.tsx';
import { Failed } from '../../ui/panel-state.tsx';

/** A panel that fails takes no other with it: it says so and can be opened again. */
export class PanelBoundary extends Component<{ readonly title: string; readonly children: ReactNode }, { readonly failed: boolean }> {
  override state = { failed: false };

  static getDerivedStateFromError(): { readonly failed: boolean } {
    return { failed: true };
  }

  override render(): ReactNode {
    if (!this.state.failed) return this.props.children;
    return (
      <Failed title={`${this.props.title} cannot be shown`} action={<Button size="small" onClick={() => this.setState({ failed: false })}>Open it again</Button>}>
        Something in this panel went wrong. The rest of the workstation goes on.
      </Failed>
    );
  }
}
