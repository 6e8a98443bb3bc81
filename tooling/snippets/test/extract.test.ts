import { describe, expect, it } from 'vitest'
import { extractSnippets } from '../src/extract.ts'

const fence = (info: string, ...body: string[]): string => ['```' + info, ...body, '```', ''].join('\n')
const texts = (markdown: string): string[] =>
  extractSnippets('README.md', markdown).map(({ lines }) => lines.map(({ text }) => text).join('\n'))

describe('extractSnippets', () => {
  it('takes ts fences and no others', () => {
    expect(
      texts(fence('ts', 'a') + fence('sh', 'b') + fence('', 'c') + fence('tsx', 'd') + fence('ts', 'e')),
    ).toEqual(['a', 'e'])
  })

  it('remembers the line of the document', () => {
    const [snippet] = extractSnippets('README.md', `# Title\n\n${fence('ts', 'a', 'b')}`)
    expect(snippet?.lines).toEqual([
      { text: 'a', line: 4 },
      { text: 'b', line: 5 },
    ])
  })

  it('removes the indent of a fence in a list', () => {
    expect(texts('- item\n\n  ```ts\n  if (a) {\n    b()\n  }\n  ```\n')).toEqual(['if (a) {\n  b()\n}'])
  })

  it('is not ended by a shorter fence', () => {
    expect(texts('````ts\nconst a = `\n```\n`\n````\n')).toEqual(['const a = `\n```\n`'])
  })

  it('appends a fence that continues', () => {
    expect(texts(fence('ts', 'a') + fence('ts continues', 'b') + fence('ts', 'c'))).toEqual(['a\nb', 'c'])
  })

  it('refuses a fence that continues nothing', () => {
    expect(() => texts(fence('ts continues', 'a'))).toThrow('README.md:1: this fence continues')
  })

  it('leaves a fence out for a reason, and only for a reason', () => {
    expect(texts(fence('ts ignore-reason="pseudo-code"', 'a'))).toEqual([])
    expect(() => texts(fence('ts ignore', 'a'))).toThrow(
      'README.md:1: a fence is left out only with its reason',
    )
    expect(() => texts(fence('ts ignore-reason=""', 'a'))).toThrow('only with its reason')
  })
})
