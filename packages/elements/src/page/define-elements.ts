/** Registers elements by their names. A page may load two copies of a file; the first one counts. */
export function defineElements(elements: { readonly [name: string]: CustomElementConstructor }): void {
  for (const [name, element] of Object.entries(elements)) {
    if (!customElements.get(name)) customElements.define(name, element)
  }
}
