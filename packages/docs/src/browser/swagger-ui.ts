/** The parts of Swagger UI that the page uses; the package brings no types of its own. */
export interface SwaggerUiOptions {
  readonly url: string
  readonly domNode: HTMLElement
  readonly deepLinking: boolean
  readonly displayRequestDuration: boolean
  /** Where documents are sent to be validated; `null` sends them nowhere. */
  readonly validatorUrl: null
  readonly plugins: readonly Plugin[]
}

/** Changes how Swagger UI works: gets what it may call, returns what it wraps. */
export type Plugin = (system: System) => {
  readonly statePlugins: { readonly spec: SpecPlugin; readonly oas3?: Oas3Plugin }
  readonly wrapComponents?: { readonly responseBody: WrapComponent<ResponseBodyProps> }
}

/** A component of React's, of which only this much matters here. */
type Component<Props> = (props: Props) => unknown
type WrapComponent<Props> = (original: Component<Props>, system: System) => Component<Props>

/** What the component is told that shows a response's body. */
interface ResponseBodyProps {
  readonly contentType?: string
}

/**
 * What of the document's state is wrapped: each gets the original and returns its replacement. A replaced selector
 * is given the state before its arguments; the original is not, it has it already.
 */
interface SpecPlugin {
  readonly wrapActions?: {
    readonly updateJsonSpec?: (original: (document: Json) => unknown) => (document: Json) => unknown
    readonly executeRequest?: (
      original: (request: ExecuteRequest) => unknown,
    ) => (request: ExecuteRequest) => unknown
    readonly clearResponse?: (
      original: (path: string, method: string) => unknown,
    ) => (path: string, method: string) => unknown
  }
  readonly wrapSelectors?: {
    /** The media type that is shown first. */
    readonly currentProducesFor?: (
      original: (operation: OperationKey) => unknown,
      system: System,
    ) => (state: State, operation: OperationKey) => unknown
    /** The servers to choose from, if there are any. */
    readonly servers?: (original: () => StateList | undefined) => () => StateList | undefined
  }
}

/** What of the reader's choices is wrapped. */
interface Oas3Plugin {
  readonly wrapSelectors: {
    /** The media type to ask for, if the reader has chosen one. */
    readonly responseContentType: (
      original: (...operation: OperationKey) => unknown,
      system: System,
    ) => (state: State, ...operation: OperationKey) => unknown
  }
}

/** Path and method in lower case, as in the document. */
export type OperationKey = readonly [path: string, method: string]

/** What plugins call. */
export interface System {
  readonly React: {
    readonly createElement: <Props>(component: Component<Props>, props: Props) => unknown
  }
  readonly specActions: {
    readonly setResponse: (path: string, method: string, response: ShownResponse) => void
  }
  readonly specSelectors: { readonly specJson: () => State }
}

/** An Immutable.js map. */
export interface State {
  getIn(path: readonly string[]): unknown
}

/** An Immutable.js list. */
export interface StateList extends State {
  readonly size: number
}

/** A response as it is shown below "Execute". */
export interface ShownResponse {
  readonly ok: boolean
  readonly url: string
  readonly status: number
  readonly statusText: string
  readonly headers: Readonly<Record<string, string>>
  readonly text: string
  readonly data: string
  /** Milliseconds since the request was sent. */
  readonly duration: number
}

/** A request that "Execute" is about to send. */
export interface ExecuteRequest {
  readonly pathName: string
  readonly method: string
  /** Used instead of `fetch`. */
  readonly userFetch?: (url: string, init: RequestInit) => Promise<Response>
}

/** JSON, as it was parsed. */
export type Json = null | boolean | number | string | readonly Json[] | { readonly [name: string]: Json }

declare global {
  interface Window {
    /** Put there by `swagger-ui-bundle.js`. */
    readonly SwaggerUIBundle: (options: SwaggerUiOptions) => unknown
  }
}
