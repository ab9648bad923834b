import { openInProcess, openPorts, openRest, openWebSocketOwner, openWebSocketWindow } from './open-door.ts';
import { testTransportContract } from './test-transport-contract.ts';

testTransportContract('in process', openInProcess);
testTransportContract('a MessagePort', openPorts);
testTransportContract('a WebSocket with the window\'s client', openWebSocketWindow);
testTransportContract('a WebSocket with the command line\'s client', openWebSocketOwner);
testTransportContract('REST', openRest);
