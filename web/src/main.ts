import { startPage } from './app/start-page.ts';

startPage();
