export { quarterName } from '../core/recognition/period.js';
