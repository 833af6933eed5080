/** What the file system, or the name of a file, does not allow. */
export function isFileError(error: unknown): error is Error & { readonly code: string } {
  if (!(error instanceof Error) || !('code' in error)) return false;
  return 'syscall' in error || error.code === 'ERR_INVALID_ARG_VALUE';
}
