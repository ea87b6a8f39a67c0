export * from './messages/index.ts';
export * from './record/entry.ts';
export * from './version.ts';
