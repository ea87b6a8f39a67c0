/** Texts of a run that did not start, by id `run.start.…`. Backquotes mark code. */
export const runStart = {
  'run.start.name': 'It never started',
  'run.start.nothing': 'Nothing was started, so there is no pid, no output and no exit code.',
  'run.start.edit': 'Edit command',
  'run.start.details': 'Details',
  'run.start.error': 'Error',
  'run.start.message': 'Message',
  'run.start.lookedIn': 'Looked in',

  'run.start.folder.missing': 'The folder {folder} does not exist, so nothing was started.',
  'run.start.folder.none': '{folder} is not a folder, so nothing was started.',
  'run.start.folder.denied': "The agent's user may not enter the folder {folder}, so nothing was started.",

  'run.start.argument': 'Argument {index} is too long: {size}.',
  'run.start.argument.more':
    'The system takes at most {limit} in one argument. Write it to a file, or send it through stdin.',
  'run.start.variable': 'The variable {name} is too long: {size} with its name.',
  'run.start.variable.more': 'The system takes at most {limit} in one variable.',
  'run.start.list':
    'Arguments and environment are too long together; of that {count, plural, one {# argument} other {# arguments}}, {size}.',
  'run.start.list.more':
    'Arguments and environment together may take a quarter of the stack limit (`ulimit -s`), often 2,097,152 B. Send the list through stdin instead.',

  'run.start.long': 'An argument, or all of them with the environment, are too long.',
  'run.start.long.more':
    'Arguments, working directory and names of variables are {size}; only their beginning is known here. The system takes at most {limit} in one argument, and in all, with the environment, a quarter of the stack limit (`ulimit -s`), often 2,097,152 B.',

  'run.start.words': '{program} was passed as one program name.',
  'run.start.words.more': 'exec takes separate arguments: {parts}',
  'run.start.words.fix': 'Fix',
  'run.start.builtin': '{program} is part of the shell, not a program.',
  'run.start.builtin.more': 'It changes the shell it runs in. Run the whole line in a shell instead.',
  'run.start.builtin.fix': 'Run as shell',
  'run.start.noPath': 'There is no program at {program}.',
  'run.start.noPath.more': 'The file does not exist.',
  'run.start.noPath.unknown': 'The file does not exist, or the interpreter or loader that it needs does not.',
  'run.start.noName': 'There is no program named {program}.',
  'run.start.noName.near': 'There is no program named {program}. Did you mean {suggestion}?',
  'run.start.noName.fix': 'Use {suggestion}',
  'run.start.noName.more': 'It was looked for in {folders}.',
  'run.start.noName.path': 'It was looked for in every folder of its `PATH`; the details name them.',
  'run.start.noName.unknown':
    'It was looked for in every folder of its `PATH`, or in `/bin` and `/usr/bin` where there is none.',
  'run.start.noName.denied': "It may be in a folder that the agent's user may not look into.",

  'run.start.cannotRun': 'The system cannot run {program}.',
  'run.start.windows':
    'Its first line ends in a Windows line break, so the system looks for {path}. Save the file with Unix line breaks.',
  'run.start.interpreter':
    'Its first line names the interpreter {path}, which does not exist. Install that, or change the line.',
  'run.start.loader':
    'It is a program for the loader {path}, which does not exist here. It was built for another system; use one built for this.',
  'run.start.noLine': 'It has no `#!` line and is not a program this machine can run.',
  'run.start.noLine.unknown': 'It is not a program this machine can run, and its first line names no interpreter.',
  'run.start.noPermission': '{program} is not executable.',
  'run.start.noPermission.own': 'If it is a program, allow it to run: {command}',
  'run.start.noPermission.data':
    'It is neither a program nor a script that begins with `#!`: it is not there to be run.',
  'run.start.noPermission.other': 'It has no x permission for the user of the agent, who does not own it either.',
  'run.start.noPermission.unknown':
    'It is a folder, a file without the x permission, or in a place from which nothing may be run.',
  'run.start.folder': '{program} is a folder.',
  'run.start.folder.more': 'Name a program. To run one in this folder, make it the working directory.',
  'run.start.part': 'A part of the path {program} is not a folder.',

  'run.start.files': 'No more files can be opened, so there was no pipe for it.',
  'run.start.files.agent': 'The agent can open no more files, so there was no pipe for it.',
  'run.start.files.more': 'The limit of open files (`ulimit -n`) is reached. End some runs and try again.',
  'run.start.files.limit':
    'The limit of open files (`ulimit -n`) is reached. It may have {limit, number} open. End some runs and try again.',
  'run.start.processes': 'The system takes no more processes now.',
  'run.start.processes.more': 'The limit of processes (`ulimit -u`) is reached. End some and run it again.',
  'run.start.processes.limit':
    "The limit of this user's processes (`ulimit -u`) is {limit, number}. End some and run it again.",
  'run.start.processes.host': 'A limit of the host or its container is reached. End some processes and run it again.',
  'run.start.memory': 'The system has no memory left to start it.',
  'run.start.notAllowed': "The system does not allow the agent's user to start {program} this way.",
  'run.start.busy': '{program} is open for writing, so it cannot run now.',
  'run.start.links': 'The path {program} goes through too many symbolic links.',
  'run.start.longName': 'The name {program} is longer than the system takes.',
  'run.start.other': 'It could not be started.',
  'run.start.otherWhy': 'It could not be started: {why}.',
} as const;
