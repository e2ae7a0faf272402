// What the pane may load and reach, for the page's meta element; docs/deploy.md tells how each entry was found.
const directives = {
  // Whatever is not named below: connections, frames, workers, fonts, plug-ins. Microsoft's client tries to send telemetry
  // where the host does not do it itself; this is what stops it.
  'default-src': "'none'",
  // Microsoft's client and every chunk come from the pane's own server; nothing is inline, nothing is evaluated.
  'script-src': "'self'",
  // The digest is that of nothing: Fluent's style elements are empty when they enter the page and get their rules through
  // the CSSOM. It admits no other inline style, as 'unsafe-inline' would.
  'style-src': "'self' 'sha256-47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU='",
  'img-src': "'self'",
  'base-uri': "'none'",
  'form-action': "'none'",
};

module.exports = Object.entries(directives)
  .map(([name, sources]) => `${name} ${sources}`)
  .join('; ');
