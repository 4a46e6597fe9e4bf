/** Whether a file is one of the paths, or in one; `.` is all of the tree. */
export function isWithin(file: string, paths: readonly string[]): boolean {
  return paths.some((path) => path === '.' || file === path || file.startsWith(`${path}/`));
}
