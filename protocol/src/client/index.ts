export * from './client-key.ts';
export * from './client.ts';
export * from './connection-status.ts';
export * from './platform.ts';
export * from './socket.ts';
