/**
 * The command that brings the agent's port to the machine one came from, or undefined when this is not an ssh login.
 * @param target what to forward to: `127.0.0.1:PORT` or the path of a Unix socket
 * @param connection SSH_CONNECTION: client address, client port, server address, server port
 */
export function sshForwardLine(
  port: number,
  target: string,
  connection: string | undefined,
  user: string,
): string | undefined {
  const [, , server, serverPort] = (connection ?? '').split(' ');
  if (server === undefined || serverPort === undefined) return undefined;
  const portOption = serverPort === '22' ? '' : `-p ${serverPort} `;
  return `ssh ${portOption}-L ${port}:${target} ${user}@${server}`;
}
