import { useCall } from './use-call.ts';

/** Paper or live money; paper until the application has said otherwise. */
export const useMode = (): 'paper' | 'live' => useCall('mode', (api) => api.system.info({})).value?.mode ?? 'paper';
