/** Which page an address shows. */
export type Route =
  | { readonly page: 'home' }
  | { readonly page: 'settings' }
  | { readonly page: 'run'; readonly run: string };

const RUN = /^\/r\/([0-7][0-9A-HJKMNP-TV-Z]{25})$/;

/** Reads a path; anything unknown is home. */
export function parseRoute(path: string): Route {
  if (path === '/settings') return { page: 'settings' };
  const run = RUN.exec(path)?.[1];
  return run === undefined ? { page: 'home' } : { page: 'run', run };
}

/** The path of a route. */
export function routePath(route: Route): string {
  switch (route.page) {
    case 'home':
      return '/';
    case 'settings':
      return '/settings';
    case 'run':
      return `/r/${route.run}`;
  }
}
