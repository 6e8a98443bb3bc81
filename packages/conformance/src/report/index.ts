export type { CaseResult, RunResults } from '../run/case-result.ts'
export { type MatrixDocument, matrixDocument } from './matrix-document.ts'
export { renderMatrix } from './render-matrix.ts'
