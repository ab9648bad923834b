/** Two reels of a tape, in the blue and orange of up and down. */
export const favicon = `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 32 32"><rect width="32" height="32" rx="7" fill="#10141b"/><g fill="none" stroke-width="3"><circle cx="10.5" cy="14" r="5" stroke="#3b9cff"/><circle cx="21.5" cy="14" r="5" stroke="#ff9f1c"/><path d="M7 24h18" stroke="#8b97a8" stroke-linecap="round"/></g></svg>
`;
