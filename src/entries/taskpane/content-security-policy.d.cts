declare const policy: string;
export = policy;
