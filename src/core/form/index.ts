import departments from './data/departments-2021.json' with { type: 'json' };
import districts from './data/districts-2021.json' with { type: 'json' };
import volumes from './data/volumes-2021.json' with { type: 'json' };
import type { AttachmentKind, Form } from './form.js';

/** The built-in forms, one for each kind of attachment. */
export const builtInForms: Readonly<Record<AttachmentKind, Form>> = {
  districts: districts as Form,
  departments: departments as Form,
  volumes: volumes as Form,
};
