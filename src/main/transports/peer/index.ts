export { ChannelClosedError, nextTurn, pingFrame, pongFrame, sendsPerTurn, type Channel, type Frame } from './channel.ts';
export { createPeerServer, type Peer, type PeerServer, type PeerServerOptions } from './create-peer-server.ts';
export { startHeartbeat, type Heartbeat } from './heartbeat.ts';
