/** The two reels of a tape: left is what is left, right is what has played (0 to 1). The logo, and the sign of progress. */
export function Reels({ played = 0.5, size = 24 }: { readonly played?: number; readonly size?: number }) {
  const share = Math.min(1, Math.max(0, played));
  const radius = (part: number): number => 2.2 + 3.3 * part;
  return (
    <svg width={size} height={size / 2} viewBox="0 0 28 14" fill="none" stroke="currentColor" strokeWidth="1.5" aria-hidden>
      <circle cx="7" cy="7" r={radius(1 - share)} />
      <circle cx="21" cy="7" r={radius(share)} />
      <circle cx="7" cy="7" r="1" fill="currentColor" stroke="none" />
      <circle cx="21" cy="7" r="1" fill="currentColor" stroke="none" />
      <path d="M7 13.2H21" />
    </svg>
  );
}
