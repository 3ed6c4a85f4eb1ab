/** The exit codes of the program; 0 means done. */
export const EXIT = {
  /** A bug in Crossover. */
  bug: 1,
  /** Something the user can correct. */
  userError: 2,
  /** A check failed or a limit is exceeded. */
  checkFailed: 3,
  /** Ended with Ctrl-C, as shells report SIGINT. */
  interrupted: 130,
} as const;
