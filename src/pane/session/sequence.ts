/** Does one thing after the other, in the order in which they were asked for: nothing overtakes what was entered before it. */
export class Sequence {
  private last: { name: string | null; readonly done: Promise<unknown> } | null = null;

  /**
   * Does a task when everything before it is done, well or badly; settles as the task does. Where it has a name and the last
   * one still to be done has the same, it is that one: a double click writes once.
   */
  run<T>(task: () => Promise<T>, name: string | null = null): Promise<T> {
    // By its name it is the same task, so it comes to the same.
    if (name !== null && this.last?.name === name) return this.last.done as Promise<T>;
    const entered = { name, done: this.settled().then(task) };
    this.last = entered;
    const leave = (): void => {
      if (this.last === entered) this.last = null;
    };
    entered.done.then(leave, leave);
    return entered.done;
  }

  /** The last task is given up: asked for again, it is another one, though it has the same name. */
  giveUp(): void {
    if (this.last !== null) this.last.name = null;
  }

  /** Resolves when everything that was asked for before this moment is done. */
  settled(): Promise<void> {
    return this.last === null ? Promise.resolve() : this.last.done.then(ignore, ignore);
  }
}

function ignore(): void {}
