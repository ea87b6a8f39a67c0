/** Told which file was chosen. */
export class FilePick extends Event {
  readonly file: File;
  constructor(file: File) {
    super('file-pick');
    this.file = file;
  }
}
