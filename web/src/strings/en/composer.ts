/** Texts of composer, by id `composer.…`. */
export const composer = {
  'composer.name': 'composer',
} as const;
