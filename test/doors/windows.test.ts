import { openPorts, openWebSocketWindow } from './open-door.ts';
import { testWindowContract } from './test-window-contract.ts';

testWindowContract('a MessagePort', openPorts);
testWindowContract('a WebSocket', openWebSocketWindow);
