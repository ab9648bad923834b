import { FolderOpen, RefreshCw } from 'lucide-react';
import { Count } from '../../ui/badge.tsx';
import { Button, IconButton } from '../../ui/button.tsx';
import { chooseFiles } from './choose-files.ts';
import { seriesChanged, useImports } from './import-store.ts';

export const ImportActions = () => <Button size="small" kind="ghost" onClick={chooseFiles}><FolderOpen size={12} aria-hidden /> Choose files…</Button>;

export function ImportBadge() {
  const count = useImports(({ all }) => all.filter((one) => one.stage !== 'stored').length);
  return count === 0 ? null : <Count>{count}</Count>;
}

export const SeriesActions = () => <IconButton label="Look again" onClick={seriesChanged}><RefreshCw size={12} /></IconButton>;
