// esbuild bundles style sheets; TypeScript only needs to know that they exist.
declare module "*.css";
