/** Texts of shell, by id `shell.…`. */
export const shell = {
  'shell.connected': 'connected',
} as const;
