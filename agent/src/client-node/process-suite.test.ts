import { describeExamples } from '../../test/examples-suite.ts';
import { startLiveAgent } from '../../test/live-agent.ts';
import { describeProcessApi, type OpenedApi } from '../../test/process-suite.ts';
import { connect } from './connect.ts';

async function open(): Promise<OpenedApi> {
  const agent = await startLiveAgent();
  const client = await connect(agent.url, agent.key);
  return {
    api: client,
    async close() {
      client.close();
      await agent[Symbol.asyncDispose]();
    },
  };
}

describeProcessApi('the Process API over a WebSocket', open);
describeExamples('the examples over a WebSocket', open);
