import { useEffect } from 'react';
import type { AuditFinding } from '../../app/audit.js';
import { useStudy } from '../use-answer.js';

type Reason = AuditFinding['suspects'][number]['why'];

/** Draws nothing: tells what the audit found out about how cells came by what they show, by `sheet!cell`. */
export default function AuditReasons({
  onFound,
}: {
  readonly onFound: (reasons: ReadonlyMap<string, Reason>) => void;
}): null {
  const { answer: result } = useStudy('audit', []);
  useEffect(() => {
    if (result === null) return;
    onFound(
      new Map(
        result.findings.flatMap(({ suspects }) =>
          suspects.map(({ sheet, cell, why }) => [`${sheet}!${cell}`, why] as const),
        ),
      ),
    );
  }, [result, onFound]);
  return null;
}
