export { RobustnessPanel } from './robustness-panel.tsx';
export { SweepPanel } from './sweep-panel.tsx';
export { WalkForwardPanel } from './walk-panel.tsx';
