import {
  Button,
  Dialog,
  DialogActions,
  DialogBody,
  DialogContent,
  DialogSurface,
  DialogTitle,
  Field,
  Input,
} from '@fluentui/react-components';
import { useState, type ReactNode } from 'react';
import { usePane } from './context.js';
import type { ProtectedSheets } from './session/state.js';

/** Asks whether protected sheets may be unprotected for a write, and for their password where there is one. */
export default function ProtectionDialog({ locked }: { readonly locked: ProtectedSheets }): ReactNode {
  const { t, session } = usePane();
  const [password, setPassword] = useState('');
  const unlock = (): void => void session.unlock(locked.needsPassword ? password : undefined);
  return (
    <Dialog
      open
      modalType="alert"
      onOpenChange={(_, { open }) => {
        if (!open) session.leaveLocked();
      }}
    >
      <DialogSurface>
        <form
          onSubmit={(event) => {
            event.preventDefault();
            unlock();
          }}
        >
          <DialogBody>
            <DialogTitle>{t('pane-locked-title')}</DialogTitle>
            <DialogContent>
              <p>{t('pane-locked', { sheets: locked.sheets.join('、') })}</p>
              {locked.needsPassword && (
                <Field
                  label={t('pane-password')}
                  {...(locked.wrongPassword && { validationMessage: t('pane-password-wrong') })}
                >
                  <Input type="password" autoFocus value={password} onChange={(_, { value }) => setPassword(value)} />
                </Field>
              )}
            </DialogContent>
            <DialogActions>
              <Button appearance="primary" type="submit">
                {t('pane-confirm')}
              </Button>
              <Button onClick={() => session.leaveLocked()}>{t('pane-cancel')}</Button>
            </DialogActions>
          </DialogBody>
        </form>
      </DialogSurface>
    </Dialog>
  );
}
