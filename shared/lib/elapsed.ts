/** How long something took or has lasted, the same in every language: "< 1 min", "12 min", "3 h 10", "2 d 4 h". */
export function elapsedText(ms: number): string {
  const minutes = Math.max(0, Math.floor(ms / 60_000));
  const hours = Math.floor(minutes / 60);
  const days = Math.floor(hours / 24);
  if (minutes < 1) return '< 1 min';
  if (hours < 1) return `${minutes} min`;
  if (days < 1)
    return minutes % 60 === 0 ? `${hours} h` : `${hours} h ${String(minutes % 60).padStart(2, '0')}`;
  return hours % 24 === 0 ? `${days} d` : `${days} d ${hours % 24} h`;
}
