import { startPage } from './app/start-page.ts';

await startPage();
