export * from './common.ts';
export * from './events.ts';
export * from './folders.ts';
export * from './handshake.ts';
export * from './requests.ts';
export * from './run.ts';
export * from './start-hint.ts';
