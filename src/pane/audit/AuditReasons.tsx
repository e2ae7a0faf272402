import { useEffect } from 'react';
import type { AuditFinding } from '../../app/audit.js';
import { useTask } from '../use-query.js';

type Reason = AuditFinding['suspects'][number]['why'];

/** Draws nothing: reports what the audit found out about how cells came by their value, by `sheet!cell`. */
export default function AuditReasons({
  onFound,
}: {
  readonly onFound: (reasons: ReadonlyMap<string, Reason>) => void;
}): null {
  const { answer: result } = useTask('audit', []);
  useEffect(() => {
    if (result === null) return;
    const suspects = result.findings.flatMap((finding) => finding.suspects);
    onFound(new Map(suspects.map(({ sheet, cell, why }) => [`${sheet}!${cell}`, why])));
  }, [result, onFound]);
  return null;
}
