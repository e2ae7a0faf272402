module.exports = require('./built.cjs').cleanUp;
