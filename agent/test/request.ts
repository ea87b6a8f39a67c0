import type { SpawnRequest } from '@pipescope/protocol/process';

/** A request with every option at its default, and what the test is about. */
export function spawnRequest(argv: SpawnRequest['argv'], options: Partial<SpawnRequest> = {}): SpawnRequest {
  return {
    argv,
    executable: null,
    shell: false,
    stdin: 'devnull',
    stdout: 'devnull',
    stderr: 'devnull',
    limit: 65_536,
    cwd: null,
    env: null,
    startNewSession: false,
    processGroup: null,
    umask: null,
    passFds: [],
    closeFds: true,
    restoreSignals: true,
    pipeSize: null,
    columns: 80,
    rows: 24,
    user: null,
    group: null,
    extraGroups: null,
    ...options,
  };
}
