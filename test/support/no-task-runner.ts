import type { TaskRunner } from '../../src/pane/session/task-runner.js';

/** For sessions of which nothing is asked that takes long. */
export const noTaskRunner: TaskRunner = {
  canCancel: false,
  run: () => Promise.reject(new Error('nothing is studied here')),
};
