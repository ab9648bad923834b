export { EditorPanel } from './editor-panel.tsx';
export { EditorSheets } from './editor-sheets.tsx';
export { saveStrategy } from './work-on-files.ts';
