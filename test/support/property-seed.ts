import fc from 'fast-check';

// A build server tries the same cases every time, so that only a change can break it; elsewhere each run looks for
// new ones.
if (process.env['CI'] !== undefined) fc.configureGlobal({ seed: 20210630 });
