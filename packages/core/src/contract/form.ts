/** One field or file of a multipart form. It must be read, or skipped, before the next one is asked for. */
export interface FormPart extends AsyncIterable<Uint8Array> {
  /** The field's name. */
  readonly name: string
  /** The file's name as the client gave it. Untrusted: never use it as a path. */
  readonly filename: string | undefined
  /** The part's media type; `text/plain` when the client gave none. */
  readonly contentType: string
  /**
   * Collects the part as text.
   * @throws {MalformedFormError} (413) past the form's `maxFieldBytes`
   */
  text(): Promise<string>
}

/** Bounds of a multipart form. Every one has a default, so a hostile form is bounded without asking. */
export interface FormLimits {
  /** Number of parts; 1,000 by default. */
  readonly maxParts?: number
  /** Bytes of one part; unlimited by default, because parts stream. */
  readonly maxPartBytes?: number
  /** Bytes that `part.text()` may collect; 1 MiB by default. */
  readonly maxFieldBytes?: number
}

/** Turns the bytes of a multipart body into its parts. Throws `MalformedFormError`. */
export type MultipartParser = (
  body: AsyncIterable<Uint8Array>,
  contentType: string,
  limits: FormLimits,
) => AsyncIterable<FormPart>
