import { useState } from 'react';
import type { PublishChoices } from '../session/tasks.js';

/** How the official files are to be made, and how to change it. */
export interface Choices {
  readonly publish: PublishChoices;
  readonly setFiles: (files: PublishChoices['files']) => void;
  readonly setOfficialSetUp: (isOfficial: boolean) => void;
  /** Whether something that can be removed is removed, by its id. */
  readonly setRemoved: (id: string, isRemoved: boolean) => void;
}

export function useChoices(): Choices {
  const [files, setFiles] = useState<PublishChoices['files']>('one');
  const [kept, setKept] = useState<readonly string[]>([]);
  const [isOfficialSetUp, setOfficialSetUp] = useState(false);
  const setRemoved = (id: string, isRemoved: boolean): void => {
    if (isRemoved) setKept(kept.filter((keptId) => keptId !== id));
    else setKept([...kept, id]);
  };
  return {
    publish: { files, kept, printSetUp: isOfficialSetUp ? 'official' : 'keep' },
    setFiles,
    setOfficialSetUp,
    setRemoved,
  };
}
