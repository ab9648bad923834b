import { useLink } from '../../app/link-store.ts';
import { Empty, Loading } from '../../ui/panel-state.tsx';

/** Whether the application has been out of reach for more than a moment. */
export const useIsLost = (): boolean => useLink(({ state }) => state === 'lost' || state === 'logged-out');

/** In the place of what is being loaded; without a connection nothing is, and that is said. */
export const Waiting = ({ label, rows }: { readonly label: string; readonly rows?: number }) =>
  useIsLost() ? <Empty title="No connection">This is loaded when Tapedeck answers again.</Empty> : <Loading label={label} {...(rows === undefined ? {} : { rows })} />;
