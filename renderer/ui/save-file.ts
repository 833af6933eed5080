/** Hands bytes to the system, which asks where to put them or does as it is set. */
export function saveFile(name: string, bytes: Uint8Array<ArrayBuffer>): void {
  // Nothing a browser would show or run, whatever the file was called.
  const url = URL.createObjectURL(new Blob([bytes], { type: 'application/octet-stream' }));
  const link = document.createElement('a');
  link.href = url;
  link.download = name;
  link.click();
  // The system has taken it over by then.
  setTimeout(() => URL.revokeObjectURL(url), 60_000);
}
