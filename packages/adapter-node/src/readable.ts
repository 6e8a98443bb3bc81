export { type Answer, type AnswerBody, ReadableSink } from './readable-sink.ts'
