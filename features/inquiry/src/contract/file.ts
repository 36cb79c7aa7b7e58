/** A file of an inquiry: its bytes are at `<path>/inquiry/files/<id>`. */
export interface FileInfo {
  readonly id: string
  readonly name: string
  /** As its bytes say: `image/png`. */
  readonly type: string
  /** In bytes. */
  readonly size: number
  /** Of a picture, in pixels. */
  readonly width?: number
  readonly height?: number
}
