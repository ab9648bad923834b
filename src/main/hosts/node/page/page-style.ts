/** Style of a page with one sentence. */
export const pageStyle = `:root { color-scheme: dark; }
body { margin: 0; background: #06080a; color: #eef1f5; font: 14px/1.5 system-ui, sans-serif; }
main { max-width: 36rem; margin: 15vh auto 0; padding: 0 1.5rem; }
h1 { margin: 0 0 .5rem; font-size: 1.1rem; }
p { margin: 0; color: #b6c0cb; }
`;
