/** Texts of lane, by id `lane.…`. */
export const lane = {
  'lane.name': 'lane',
} as const;
