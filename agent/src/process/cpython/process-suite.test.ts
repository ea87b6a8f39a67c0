import { describeProcessApi } from '../../../test/process-suite.ts';
import { localProcesses } from '../local-processes.ts';

describeProcessApi('the Process API in this process', async () => ({
  api: localProcesses,
  close: () => Promise.resolve(),
}));
