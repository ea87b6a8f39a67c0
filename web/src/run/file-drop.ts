import type { ReactiveController, ReactiveControllerHost } from 'lit';

/** Lets a file be dropped on an element; draws it again as one comes and goes. */
export class FileDrop implements ReactiveController {
  readonly #host: ReactiveControllerHost & HTMLElement;
  readonly #able: () => boolean;
  readonly #take: (file: File) => void;
  #over = false;

  /**
   * @param able whether a file may be dropped now
   * @param take given the first of the files dropped
   */
  constructor(host: ReactiveControllerHost & HTMLElement, able: () => boolean, take: (file: File) => void) {
    this.#host = host;
    this.#able = able;
    this.#take = take;
    host.addController(this);
  }

  /** True while a file that may be dropped is held over the element. */
  get over(): boolean {
    return this.#over;
  }

  hostConnected(): void {
    this.#host.addEventListener('dragover', this.#dragged);
    this.#host.addEventListener('dragleave', this.#left);
    this.#host.addEventListener('drop', this.#dropped);
  }

  hostDisconnected(): void {
    this.#host.removeEventListener('dragover', this.#dragged);
    this.#host.removeEventListener('dragleave', this.#left);
    this.#host.removeEventListener('drop', this.#dropped);
  }

  readonly #dragged = (event: DragEvent): void => {
    // Text is dropped into the field, as everywhere.
    if (event.dataTransfer?.types.includes('Files') !== true) return;
    // Also where none may be dropped: the browser would leave the page and show the file.
    event.preventDefault();
    const able = this.#able();
    event.dataTransfer.dropEffect = able ? 'copy' : 'none';
    this.#set(able);
  };

  readonly #left = (event: DragEvent): void => {
    if (!(event.relatedTarget instanceof Node) || !this.#host.contains(event.relatedTarget)) this.#set(false);
  };

  readonly #dropped = (event: DragEvent): void => {
    const file = event.dataTransfer?.files[0];
    this.#set(false);
    if (file === undefined) return;
    event.preventDefault();
    if (this.#able()) this.#take(file);
  };

  #set(over: boolean): void {
    if (over === this.#over) return;
    this.#over = over;
    this.#host.requestUpdate();
  }
}
