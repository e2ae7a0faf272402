import { useEffect, useState } from 'react';
import { audit, type AuditResult } from '../../app/audit.js';
import { usePane, useSession } from '../context.js';

/** The audit of the workbook as it was last read; `null` while it runs. It runs anew whenever the workbook changes. */
export function useAudit(): AuditResult | null {
  const { session } = usePane();
  const { version } = useSession();
  const [found, setFound] = useState<{ readonly version: number; readonly result: AuditResult } | null>(null);
  useEffect(() => {
    const snapshot = session.getSnapshot();
    if (snapshot === null) return;
    // What is being drawn is drawn first.
    const later = setTimeout(() => setFound({ version, result: audit(snapshot, { rules: null, previous: null }) }), 30);
    return () => clearTimeout(later);
  }, [session, version]);
  return found?.result ?? null;
}
