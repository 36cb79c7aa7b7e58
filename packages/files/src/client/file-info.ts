/** A file as those who may have it see it: what an upload is answered with, and what messages say of the files they name. */
export interface FileInfo {
  /** 32 hexadecimal digits that nobody can guess: who knows them can fetch `<path>/<feature>/files/<id>`. */
  readonly id: string
  readonly name: string
  /** The media type that its content was found to have. */
  readonly type: string
  /** Bytes. */
  readonly size: number
  /** Of pictures, in pixels, as they are shown (turned as their EXIF data says). */
  readonly width?: number
  readonly height?: number
}
