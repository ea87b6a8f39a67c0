import { startPage } from './app/start-page.ts';

// Not awaited: it imports parts that are built into the same file, which ends its evaluation only here.
void startPage();
