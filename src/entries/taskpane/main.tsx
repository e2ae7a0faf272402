/// <reference types="office-js" />
import { useEffect, useState, type ReactNode } from 'react';
import { createRoot } from 'react-dom/client';
import { hostFacts } from '../../adapters/officejs/host.js';
import { documentSettings } from '../../adapters/officejs/settings.js';
import { openExcel } from '../../adapters/officejs/workbook.js';
import { loadMessages, type Language } from '../../messages/index.js';
import { Pane } from '../../pane/Pane.js';
import type { Session } from '../../pane/session/session.js';
import type { ThemeName } from '../../pane/themes.js';
import type { Publisher } from '../../ports/publisher.js';
import { keepLanguage, preferredLanguage } from './preferences.js';
import { excelPublisher, openSample, readFile, tools } from './publisher.js';
import { answerRibbon } from './ribbon.js';

declare global {
  interface Window {
    showTooOld(): void;
    /** Set by first-screen.js: the button was pressed before the pane was there. */
    isComputeAsked?: boolean;
  }
}

// The core and the likely language come in pieces of their own, while Office.js is still making itself ready.
const sessionModule = import(/* webpackPreload: true */ '../../pane/session/session.js');
const likelyMessages = loadMessages(preferredLanguage(navigator.language));

start().catch(showFailure);

async function start(): Promise<void> {
  await Office.onReady();
  const facts = hostFacts();
  if (!facts.supported) return window.showTooOld();
  const { Session: Opened, LocalTaskRunner } = await sessionModule;
  const session = new Opened(openExcel(), {
    memory: documentSettings(),
    now: () => new Date(),
    newId: () => crypto.randomUUID(),
    keepsUndo: facts.keepsUndo,
    taskRunner: new LocalTaskRunner(tools),
    readFile,
  });
  // Excel is asked while the pane is being drawn.
  const opened = session.open();
  const theme: ThemeName = facts.theme.dark ? 'dark' : 'light';
  const root = document.getElementById('root');
  if (root === null) return;
  const first = preferredLanguage(facts.locale);
  await likelyMessages;
  await loadMessages(first);
  createRoot(root).render(<TaskPane session={session} theme={theme} first={first} publisher={excelPublisher()} />);
  answerRibbon(async () => {
    await opened;
    await session.compute();
  });
}

/** Instead of a page that opens for ever: a piece of it did not come, or Office.js did not. */
function showFailure(error: unknown): void {
  document.getElementById('root')?.remove();
  const failed = document.getElementById('failed');
  if (failed !== null) failed.hidden = false;
  const reason = document.getElementById('failed-reason');
  if (reason !== null) reason.textContent = error instanceof Error ? error.message : String(error);
}

function TaskPane({
  session,
  theme,
  first,
  publisher,
}: {
  readonly session: Session;
  readonly theme: ThemeName;
  readonly first: Language;
  readonly publisher: Publisher;
}): ReactNode {
  const [language, setLanguage] = useState(first);
  // Now the button of the first screen is gone: what was asked by it is known.
  useEffect(() => {
    if (window.isComputeAsked === true) void session.compute();
    window.isComputeAsked = false;
  }, [session]);
  return (
    <Pane
      session={session}
      language={language}
      theme={theme}
      publisher={publisher}
      openSample={openSample}
      onLanguage={(chosen) => {
        keepLanguage(chosen);
        void loadMessages(chosen).then(() => setLanguage(chosen));
      }}
    />
  );
}
