/// <reference types="office-js" />
import { useState, type ReactNode } from 'react';
import { createRoot } from 'react-dom/client';
import { hostFacts } from '../../adapters/officejs/host.js';
import { documentSettings } from '../../adapters/officejs/settings.js';
import { openExcel } from '../../adapters/officejs/workbook.js';
import { loadMessages, type Language } from '../../messages/index.js';
import { Pane } from '../../pane/Pane.js';
import type { Session } from '../../pane/session/session.js';
import type { ThemeName } from '../../pane/themes.js';
import { keepLanguage, preferredLanguage } from './preferences.js';
import { excelPublisher, ownWorkbook } from './publisher.js';
import { answerRibbon } from './ribbon.js';

declare global {
  interface Window {
    showTooOld(): void;
  }
}

// The core comes in a piece of its own, while Office.js is still making itself ready.
const sessionModule = import('../../pane/session/session.js');

void start();

async function start(): Promise<void> {
  await Office.onReady();
  const facts = hostFacts();
  if (!facts.supported) return window.showTooOld();
  const { Session: Opened } = await sessionModule;
  const session = new Opened(openExcel(), { memory: documentSettings(), now: () => new Date(), newId: () => crypto.randomUUID(), keepsUndo: facts.keepsUndo, file: ownWorkbook });
  const theme: ThemeName = facts.theme.dark ? 'dark' : 'light';
  const root = document.getElementById('root');
  if (root === null) return;
  const first = preferredLanguage(facts.locale);
  await loadMessages(first);
  createRoot(root).render(<TaskPane session={session} theme={theme} first={first} />);
  const opened = session.open();
  answerRibbon(async () => {
    await opened;
    await session.compute();
  });
}

const publisher = excelPublisher();

function TaskPane({ session, theme, first }: { readonly session: Session; readonly theme: ThemeName; readonly first: Language }): ReactNode {
  const [language, setLanguage] = useState(first);
  return <Pane session={session} language={language} theme={theme} publisher={publisher} onLanguage={(chosen) => { keepLanguage(chosen); void loadMessages(chosen).then(() => setLanguage(chosen)); }} />;
}
