/** Where rows or columns lie, in pixels at full size. */
export class Axis {
  /** `starts[i]` is where number i begins; one more tells the end. */
  private readonly starts: Float64Array;

  constructor(sizes: readonly number[]) {
    this.starts = new Float64Array(sizes.length + 1);
    sizes.forEach((size, index) => {
      this.starts[index + 1] = (this.starts[index] as number) + size;
    });
  }

  get count(): number {
    return this.starts.length - 1;
  }

  get total(): number {
    return this.starts[this.count] as number;
  }

  start(index: number): number {
    return this.starts[Math.max(0, Math.min(this.count, index))] as number;
  }

  /** From the beginning of `first` to the end of `last`. */
  size(first: number, last = first): number {
    return this.start(last + 1) - this.start(first);
  }

  /** Returns the number of the row or column at a distance from the beginning. */
  at(place: number): number {
    let low = 0;
    let high = this.count - 1;
    while (low < high) {
      const middle = (low + high + 1) >> 1;
      if ((this.starts[middle] as number) <= place) low = middle;
      else high = middle - 1;
    }
    return Math.max(0, low);
  }
}
