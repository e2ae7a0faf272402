import type { Area } from '../../src/core/grid/grid.js';
import type { Book, BookSheet } from './book.js';
import { areaName } from '../../src/core/grid/address.js';
import {
  addinServiceKind,
  HostError,
  isNode,
  node,
  workbookKind,
  type Host,
  type Json,
  type Kind,
  type Node,
} from './members.js';

interface PathInfo {
  readonly Id: number;
  readonly ObjectPathType: number;
  readonly Name: string;
  readonly ParentObjectPathId?: number;
  readonly ArgumentInfo?: {
    readonly Arguments?: readonly Json[];
    readonly ReferencedObjectPathIds?: readonly (number | null)[];
  };
}

interface Action {
  readonly Id: number;
  readonly ActionType: number;
  readonly Name: string;
  readonly ObjectPathId: number;
  readonly ArgumentInfo?: PathInfo['ArgumentInfo'];
  readonly QueryInfo?: { readonly Select?: readonly string[]; readonly Expand?: readonly string[] };
}

interface Batch {
  readonly Actions: readonly Action[];
  readonly ObjectPaths: Readonly<Record<string, PathInfo>>;
}

/** What the add-in sends in one sync, as the client wrote it. */
export interface SyncRecord {
  readonly request: number;
  readonly response: number;
  /** Writes that were carried out. */
  readonly writes: number;
  readonly flags: number;
  readonly actions: readonly string[];
}

/** A failure at one sync. `sync` counts from 1, from when the fault was set. */
export interface Fault {
  readonly sync: number;
  /** Before anything; after everything; after everything, without an answer; or in the middle, after some writes. */
  readonly when: 'before' | 'after' | 'unanswered' | { readonly afterWrites: number };
  readonly code: string;
}

export interface HostOptions {
  /** Requirement sets; `ExcelApi` 1.16 unless given. */
  readonly sets?: Readonly<Record<string, string>>;
  readonly locale?: string;
  readonly readOnly?: boolean;
  readonly theme?: Readonly<Record<string, string>>;
  /** The most bytes of a request and of a response, as Excel on the web limits them. */
  readonly payloadLimit?: number;
  /** Whether the client may log, as most Excels let it; it then asks for its telemetry. */
  readonly logging?: boolean;
}

export const WEB_PAYLOAD_LIMIT = 5 * 1024 * 1024;

/** What a page hands over to be executed and gets back: the parts of `Execute(93, …)` that matter. */
export interface Execution {
  readonly status: number;
  readonly body: string;
}

/** An Excel that is simulated below Microsoft's client: it answers the batches the client sends. */
export class SimulatedExcel {
  readonly syncs: SyncRecord[] = [];
  readonly settings: Record<string, string> = {};
  /** Members that were asked for and are not simulated. A test that ends with any has tested nothing. */
  readonly notSimulated: string[] = [];
  payloadLimit: number | null;
  /** A person has a cell open: calls fail, or wait where the add-in asked for it. */
  private editing: { readonly release: Promise<void>; readonly end: () => void } | null = null;
  private fault: Fault | null = null;
  private faultCountdown = 0;
  private silent = false;
  private readonly references = new Map<string, Node>();
  private readonly watched = new Set<number>();
  private listener: ((entries: readonly (readonly unknown[])[]) => void) | null = null;
  private nextReference = 1;

  constructor(
    readonly book: Book,
    readonly options: HostOptions = {},
  ) {
    this.payloadLimit = options.payloadLimit ?? null;
    book.onEdited = (sheet, address, changeType) => this.raiseChanged(sheet, address, changeType, 'Unknown');
    book.onSelected = (sheet, address) => this.raise(14, { address, worksheetId: sheet.id });
  }

  /** The sync counts and bytes since the last call. */
  takeSyncs(): readonly SyncRecord[] {
    return this.syncs.splice(0);
  }

  failAt(fault: Fault): void {
    this.fault = fault;
    this.faultCountdown = fault.sync;
  }

  /** From now on the host never answers. */
  fallSilent(): void {
    this.silent = true;
  }

  startEditing(): void {
    let end: () => void = () => undefined;
    const release = new Promise<void>((resolve) => {
      end = resolve;
    });
    this.editing = { release, end };
  }

  stopEditing(): void {
    this.editing?.end();
    this.editing = null;
  }

  /** The facts the client asks for synchronously when it starts. */
  context(): Readonly<Record<string, unknown>> {
    return {
      GetAppType: 1,
      GetSolutionRef: 'simulated',
      GetAppVersionMajor: 16,
      GetAppVersionMinor: 1,
      GetAppUILocale: this.locale,
      GetAppDataLocale: this.locale,
      GetDocUrl: 'C:\\好差评.xlsx',
      GetAppCapabilities: this.options.readOnly === true ? 1 : 0,
      GetActivationMode: 2,
      GetControlIntegrationLevel: 1,
      GetSolutionToken: '',
      GetCorrelationId: 'simulated',
      GetInstanceId: 'simulated',
      GetTouchEnabled: false,
      GetCommerceAllowed: false,
      GetSupportedMatrix: JSON.stringify({
        ExcelApi: '1.16',
        DelayForCellEdit: '1.1',
        SharedRuntime: '1.2',
        ...this.options.sets,
      }),
      GetHostFullVersion: '16.0.17928.20114',
      GetInitialDisplayMode: 0,
    };
  }

  hostInfo(): string {
    return `Excel$Win32$16.01$${this.locale}$simulated$$${this.options.logging === true ? '' : 'disableLogging'}$0`;
  }

  /** The colours of Office's theme as desktop Excel tells them: numbers, in JSON. */
  theme(): string {
    return JSON.stringify(
      Object.fromEntries(
        Object.entries(this.colours()).map(([name, colour]) => [name, Number.parseInt(colour.slice(1), 16)]),
      ),
    );
  }

  private colours(): Readonly<Record<string, string>> {
    return (
      this.options.theme ?? {
        primaryFontColor: '#262626',
        primaryBackgroundColor: '#ffffff',
        secondaryFontColor: '#262626',
        secondaryBackgroundColor: '#f3f3f3',
      }
    );
  }

  /** Receives events; the entries are those of the RichApiMessage event. */
  listen(listener: (entries: readonly (readonly unknown[])[]) => void): void {
    this.listener = listener;
  }

  /** Carries out what a page sends with `Execute(93, …)`. */
  async execute(requestBody: string, flags: number): Promise<Execution> {
    if (this.silent) return new Promise<never>(() => undefined);
    if (this.editing !== null && (flags & 64) !== 0) await this.editing.release;
    const request = Buffer.byteLength(requestBody);
    const fault = this.dueFault();
    const record = (response: number, writes: number, actions: readonly string[]): void => {
      this.syncs.push({ request, response, writes, flags, actions });
    };
    if (this.payloadLimit !== null && request > this.payloadLimit) {
      record(0, 0, []);
      return { status: 5103, body: '' };
    }
    const batch = JSON.parse(requestBody) as Batch;
    if (this.editing !== null)
      return this.refused(record, 'InvalidOperationInCellEditMode', 'Excel is in cell-editing mode.');
    if (fault?.when === 'before') return this.refused(record, fault.code, 'Simulated failure before the batch.');
    const run = new BatchRun(
      this,
      batch,
      fault !== null && typeof fault.when === 'object' ? fault.when.afterWrites : null,
      fault?.code ?? '',
    );
    const answer = run.answer();
    const body = JSON.stringify(answer);
    record(Buffer.byteLength(body), run.writes, run.names);
    if (answer.Error?.Code === 'NotSimulated') this.notSimulated.push(answer.Error.Message);
    for (const { sheet, area } of run.written)
      this.raiseChanged(sheet, areaName(area), 'RangeEdited', 'ThisLocalAddin');
    if (fault?.when === 'unanswered') return new Promise<never>(() => undefined);
    if (fault?.when === 'after')
      return {
        status: 0,
        body: JSON.stringify({
          Results: [],
          Error: errorOf(new HostError(fault.code, 'Simulated failure after the batch.'), -1, ''),
        }),
      };
    if (this.payloadLimit !== null && Buffer.byteLength(body) > this.payloadLimit) return { status: 5104, body: '' };
    return { status: 0, body };
  }

  /** The number of references to ranges the client has not given back. */
  get keptReferences(): number {
    return this.references.size;
  }

  reference(id: string): Node | undefined {
    return this.references.get(id);
  }

  keep(kept: Node): string {
    if (kept.reference !== undefined) return kept.reference;
    const id = `#R${this.nextReference}`;
    this.nextReference += 1;
    kept.reference = id;
    this.references.set(id, kept);
    return id;
  }

  forget(reference: string): void {
    this.references.delete(reference);
  }

  watch(event: number, on: boolean): void {
    if (on) this.watched.add(event);
    else this.watched.delete(event);
  }

  private get locale(): string {
    return this.options.locale ?? 'zh-CN';
  }

  private dueFault(): Fault | null {
    if (this.fault === null) return null;
    this.faultCountdown -= 1;
    if (this.faultCountdown > 0) return null;
    const due = this.fault;
    this.fault = null;
    return due;
  }

  private refused(
    record: (response: number, writes: number, actions: readonly string[]) => void,
    code: string,
    message: string,
  ): Execution {
    const body = JSON.stringify({ Results: [], Error: errorOf(new HostError(code, message), 0, '') });
    record(Buffer.byteLength(body), 0, []);
    return { status: 0, body };
  }

  private raiseChanged(sheet: BookSheet, address: string, changeType: string, triggerSource: string): void {
    this.raise(10, {
      address,
      changeType,
      source: 'Local',
      worksheetId: sheet.id,
      shiftDirection: 'None',
      triggerSource,
    });
  }

  private raise(event: number, details: Json): void {
    if (!this.watched.has(event)) return;
    this.listener?.([[65536, event, 'Workbook', JSON.stringify(details), 0, false]]);
  }
}

interface Answer {
  readonly Results: readonly { readonly ActionId: number; readonly Value: Json }[];
  readonly Error?: {
    readonly Code: string;
    readonly Message: string;
    readonly Location: string;
    readonly ActionIndex: number;
    readonly HttpStatusCode: number;
  };
}

function errorOf(error: HostError, index: number, location: string): NonNullable<Answer['Error']> {
  return {
    Code: error.code,
    Message: error.message,
    Location: location,
    ActionIndex: index,
    HttpStatusCode: error.code === 'AccessDenied' ? 403 : 400,
  };
}

/** One batch while it is carried out: its actions in order, up to the first that fails. What was done before stays. */
class BatchRun implements Host {
  writes = 0;
  readonly names: string[] = [];
  readonly written: { readonly sheet: BookSheet; readonly area: Area }[] = [];
  private readonly resolved = new Map<number, Node | null>();

  constructor(
    private readonly excel: SimulatedExcel,
    private readonly batch: Batch,
    private readonly writesAllowed: number | null,
    private readonly failure: string,
  ) {}

  get book(): Book {
    return this.excel.book;
  }

  keep(kept: Node): string {
    return this.excel.keep(kept);
  }

  forget(reference: string): void {
    this.excel.forget(reference);
  }

  watch(event: number, on: boolean): void {
    this.excel.watch(event, on);
  }

  wrote(sheet: BookSheet, area: Area): void {
    this.written.push({ sheet, area });
  }

  answer(): Answer {
    const results: { ActionId: number; Value: Json }[] = [];
    for (const [index, action] of this.batch.Actions.entries()) {
      let where = '';
      try {
        const target = action.ActionType === 5 ? null : this.at(action.ObjectPathId);
        where = target === null ? action.Name : `${target.kind.name}.${action.Name}`;
        results.push({ ActionId: action.Id, Value: this.carryOut(action, target) });
      } catch (error) {
        const known =
          error instanceof HostError
            ? error
            : new HostError('GeneralException', String(error instanceof Error ? error.stack : error));
        return { Results: results, Error: errorOf(known, index, where) };
      }
    }
    return { Results: results };
  }

  private carryOut(action: Action, target: Node | null): Json {
    switch (action.ActionType) {
      case 1:
        return target === null ? null : this.identity(target);
      case 2:
        return target === null
          ? null
          : this.query(target, [...(action.QueryInfo?.Select ?? []), ...(action.QueryInfo?.Expand ?? [])]);
      case 3:
        return this.method(action, target);
      case 4: {
        if (target === null) throw new HostError('InvalidObjectPath', 'A property of a null object cannot be set.');
        const property = kindOf(target).properties?.[action.Name]?.write;
        if (property === undefined) throw notSimulated(target, action.Name, ' (set)');
        this.beforeWriting(`${target.kind.name}.${action.Name}=`);
        property(target.it, this.argumentsOf(action)[0] as Json, this);
        return null;
      }
      case 5:
        return null;
      default:
        throw new HostError('NotSimulated', `NotSimulated: action type ${action.ActionType}`);
    }
  }

  private method(action: Action, target: Node | null): Json {
    if (action.Name === '_KeepReference') {
      if (target !== null) this.keep(target);
      return null;
    }
    if (target === null) {
      if (!WITHOUT_RESULT.has(action.Name)) throw askedOfNothing(action.Name);
      return null;
    }
    const result = this.call(target, action.Name, this.argumentsOf(action));
    if (isNode(result)) throw new HostError('GeneralException', `${action.Name} gives an object, not data.`);
    return result;
  }

  private call(target: Node, name: string, args: readonly (Json | Node)[]): Node | Json {
    const kind = kindOf(target);
    const method = kind.methods?.[name];
    if (method === undefined) throw notSimulated(target, name, '()');
    if (kind.writes?.includes(name) === true) this.beforeWriting(`${kind.name}.${name}()`);
    else this.names.push(`${kind.name}.${name}()`);
    return method(target.it, args, this) ?? null;
  }

  private beforeWriting(name: string): void {
    if (this.writesAllowed !== null && this.writes >= this.writesAllowed)
      throw new HostError(this.failure, 'Simulated failure in the middle of the batch.');
    this.writes += 1;
    this.names.push(name);
  }

  /** The object of a path; worked out once in a batch, where the client first asks for it. */
  private at(id: number): Node | null {
    const known = this.resolved.get(id);
    if (known !== undefined) return known;
    const path = this.batch.ObjectPaths[id];
    if (path === undefined) throw new HostError('InvalidObjectPath', `No object path ${id}.`);
    const parent = path.ParentObjectPathId === undefined ? undefined : this.at(path.ParentObjectPathId);
    const value = this.resolve(path, parent);
    this.resolved.set(id, value);
    return value;
  }

  private resolve(path: PathInfo, parent: Node | null | undefined): Node | null {
    if (path.ObjectPathType === 1) return node(workbookKind, this.book);
    if (path.ObjectPathType === 2 && path.Name === 'Microsoft.InternalService.AddinInternalService')
      return node(addinServiceKind, null);
    if (path.ObjectPathType === 6) {
      const kept = this.excel.reference(path.Name);
      if (kept === undefined) throw new HostError('InvalidReference', 'The reference is not valid for this operation.');
      return kept;
    }
    if (path.ObjectPathType === 7) return null;
    if (parent === null) {
      // Properties of a null object are null objects; what Excel makes of its methods, nobody says.
      if (path.ObjectPathType === 4) return null;
      throw askedOfNothing(path.Name);
    }
    if (parent === undefined)
      throw new HostError('NotSimulated', `NotSimulated: object path type ${path.ObjectPathType} (${path.Name})`);
    if (path.ObjectPathType === 4) {
      // The client's own name for the workbook.
      const navigation = kindOf(parent).navigations?.[path.Name];
      if (navigation === undefined) throw notSimulated(parent, path.Name, '');
      return navigation(parent.it, this);
    }
    const args = this.argumentsOf(path);
    if (path.ObjectPathType === 5) {
      const item = kindOf(parent).item;
      if (item === undefined) throw notSimulated(parent, 'getItem', '()');
      const one = item(parent.it, args[0] as Json, this);
      if (one === null) throw new HostError('ItemNotFound', "The requested resource doesn't exist.");
      return one;
    }
    if (path.Name === 'GetItemAt' && kindOf(parent).items !== undefined)
      return kindOf(parent).items?.(parent.it, this)[Number(args[0])] ?? null;
    const result = this.call(parent, path.Name, args);
    if (result !== null && !isNode(result))
      throw new HostError('GeneralException', `${path.Name} gives data, not an object.`);
    return result;
  }

  private argumentsOf({
    ArgumentInfo: info,
  }: {
    readonly ArgumentInfo?: PathInfo['ArgumentInfo'];
  }): readonly (Json | Node)[] {
    return (info?.Arguments ?? []).map((argument, index) => {
      const id = info?.ReferencedObjectPathIds?.[index];
      return id === undefined || id === null || id === 0 ? argument : this.at(id);
    });
  }

  private identity(target: Node): { [key: string]: Json } {
    const identity = kindOf(target).identity?.(target.it) ?? {};
    return target.reference === undefined ? identity : { ...identity, _ReferenceId: target.reference };
  }

  private query(target: Node, select: readonly string[]): Json {
    const kind = kindOf(target);
    const value: { [key: string]: Json } = this.identity(target);
    const paths = select.map((path) => path.split('/').filter((step) => step !== '')).filter((path) => path.length > 0);
    if (kind.items !== undefined) {
      const inner = paths.map((path) => (path[0] === 'items' ? path.slice(1) : path).join('/'));
      value['_Items'] = kind.items(target.it, this).map((item) => this.query(item, inner));
      return value;
    }
    const below = new Map<string, string[]>();
    for (const [step, ...rest] of paths) {
      const name = pascal(step as string);
      if (rest.length > 0 || kind.navigations?.[name] !== undefined) {
        below.set(name, [...(below.get(name) ?? []), rest.join('/')]);
        continue;
      }
      if (name === '_ReferenceId' || name === 'IsNullObject') continue;
      const read = kind.properties?.[name]?.read;
      if (read === undefined) throw notSimulated(target, step as string, '');
      value[name] = read(target.it, this);
    }
    for (const [name, rest] of below) {
      const navigation = kind.navigations?.[name];
      if (navigation === undefined) throw notSimulated(target, name, '');
      const child = navigation(target.it, this);
      value[name] = child === null ? null : this.query(child, rest);
    }
    return value;
  }
}

function kindOf(target: Node): Kind<unknown> {
  return target.kind as unknown as Kind<unknown>;
}

function pascal(name: string): string {
  return name.charAt(0).toUpperCase() + name.slice(1);
}

/** Methods that Excel ignores on a null object: they have no result. */
const WITHOUT_RESULT: ReadonlySet<string> = new Set([
  'Activate',
  'Clear',
  'Delete',
  'Protect',
  'Resize',
  'Select',
  'SetXml',
  'Unprotect',
]);

function askedOfNothing(method: string): HostError {
  return new HostError('InvalidObjectPath', `${method}() has a result and is asked of a null object.`);
}

function notSimulated(target: Node, member: string, suffix: string): HostError {
  return new HostError('NotSimulated', `NotSimulated: ${target.kind.name}.${member}${suffix}`);
}
