import { startLiveAgent } from '../../test/live-agent.ts';
import { describeProcessApi } from '../../test/process-suite.ts';
import { connect } from './connect.ts';

describeProcessApi('the Process API over a WebSocket', async () => {
  const agent = await startLiveAgent();
  const client = await connect(agent.url, agent.key);
  return {
    api: client,
    async close() {
      client.close();
      await agent[Symbol.asyncDispose]();
    },
  };
});
