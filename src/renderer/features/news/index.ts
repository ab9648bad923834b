import type { PanelDefinition } from '../../app/panels.ts';
import { NewsPanel } from './news.tsx';

export { followNews, lookAtNews, useNews } from './news-store.ts';
export const newsPanel: PanelDefinition = { id: 'news', title: 'News', component: NewsPanel, words: 'headlines results halts moves' };
