import { expect, test } from '../support/fixtures.ts';
import { banner, chooseOption, composeExec, composeShell, lane, run, runList } from '../support/page.ts';

test('exec passes an argument as it is: no shell expands it', async ({ scope }) => {
  await composeExec(scope, ['echo', '$HOME; id']);
  const explain = scope.getByRole('complementary', { name: 'Inspector' });
  await expect(explain).toContainText('No shell runs.');
  await run(scope);
  await expect(explain).toContainText('No shell runs.');
  await expect(lane(scope).getByRole('listitem')).toHaveCount(1);
  await expect(lane(scope).getByRole('listitem', { name: /^stdout, line 1, .*: \$HOME; id$/ })).toBeVisible();
  await expect(banner(scope)).toContainText('Finished. Exit code 0: success.');
});

test('before a shell line runs, the preview says what the shell will expand and where a new command begins', async ({
  scope,
}) => {
  const seen = scope.getByRole('list', { name: 'What the shell will see' });
  const expands = scope.getByText('$HOME: expanded on the host when it runs.');
  await composeExec(scope, ['echo', '$HOME; id']);
  await scope.getByRole('radio', { name: 'shell' }).check();
  // Spaces inside a word are seen.
  await expect(seen.getByRole('listitem')).toHaveText(['echo', '$HOME;·id']);
  await expect(expands).toHaveCount(0);
  await composeShell(scope, 'echo $HOME; id');
  await expect(seen.getByRole('listitem')).toHaveText(['echo', '$HOME', '; new command', 'id']);
  await expect(expands).toBeVisible();
});

test('stderr is told apart by name and mark, also without colours', async ({ scope }) => {
  await composeShell(scope, "sh -c 'echo out; echo err >&2'");
  await run(scope);
  const out = lane(scope).getByRole('listitem', { name: /^stdout, line \d, .*: out$/ });
  const err = lane(scope).getByRole('listitem', { name: /^stderr, line \d, .*: err$/ });
  await expect(out).toBeVisible();
  await expect(err).toBeVisible();
  await scope.emulateMedia({ forcedColors: 'active' });
  await expect(out.getByText('out', { exact: true }).first()).toBeVisible();
  await expect(err.getByText('err', { exact: true }).first()).toBeVisible();
});

test('stderr joined to stdout: both lines are stdout and the run says so', async ({ scope }) => {
  await composeShell(scope, 'echo out; echo err >&2');
  await chooseOption(scope, 'stderr', 'STDOUT');
  await run(scope);
  await expect(lane(scope).getByRole('listitem', { name: /^stdout, line 1, .*: out$/ })).toBeVisible();
  await expect(lane(scope).getByRole('listitem', { name: /^stdout, line 2, .*: err$/ })).toBeVisible();
  await expect(scope.getByText('stderr goes into stdout')).toBeVisible();
});

test('all three standard streams of a child are pipes', async ({ scope }) => {
  await composeShell(scope, 'for i in 0 1 2; do readlink /proc/self/fd/$i; done');
  await run(scope);
  for (const line of [1, 2, 3]) {
    await expect(
      lane(scope).getByRole('listitem', { name: new RegExp(`^stdout, line ${line}, .*: pipe:\\[\\d+\\]$`) }),
    ).toBeVisible();
  }
});

test('cat answers what stdin sends, and EOF ends it', async ({ scope }) => {
  await composeExec(scope, ['cat']);
  await run(scope);
  const stdin = scope.getByRole('textbox', { name: 'stdin' });
  await stdin.fill('hello');
  await stdin.press('Enter');
  await expect(lane(scope).getByRole('listitem', { name: /^stdin, line 1, .*: hello$/ })).toBeVisible();
  await expect(lane(scope).getByRole('listitem', { name: /^stdout, line 2, .*: hello$/ })).toBeVisible();
  await expect(scope.getByText('6 B sent · 0 B waiting')).toBeVisible();
  await scope.getByRole('button', { name: 'EOF' }).click();
  await expect(scope.getByText('The child can get no more input after this')).toBeVisible();
  await scope.getByRole('button', { name: 'EOF' }).click();
  await expect(banner(scope)).toContainText('Finished. Exit code 0: success.');
});

test('what turns the writing direction is marked wherever a command is shown', async ({ scope }) => {
  await composeExec(scope, ['echo', 'safe']);
  await scope.getByRole('textbox', { name: 'Argument 1' }).fill('safe\u202e txt.\u200bexe');
  await run(scope);
  const marked = 'safe⟨U+202E⟩ txt.⟨U+200B⟩exe';
  await expect(lane(scope).getByRole('listitem', { name: `: ${marked}` })).toBeVisible();
  await expect(scope.getByRole('heading', { name: `echo '${marked}'` })).toContainText(marked);
  await expect(runList(scope).getByRole('link', { name: `echo '${marked}'` })).toBeVisible();
  await expect(scope).toHaveTitle(new RegExp(marked.replaceAll('+', String.raw`\+`)));
});
