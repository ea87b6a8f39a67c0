/** What children inherit, exactly. */
export const ENVIRONMENT = { PATH: '/usr/bin:/bin', LC_ALL: 'C.UTF-8', HOME: '/' } as const;
