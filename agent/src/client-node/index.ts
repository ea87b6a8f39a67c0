export { type ConnectOptions, connect } from './connect.ts';
export { type NodePlatformOptions, nodePlatform } from './node-platform.ts';
