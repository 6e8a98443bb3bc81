import type { Nodes } from 'mdast'
import type { JSX } from 'preact/jsx-runtime'

/** Text of the contract as elements: of Markdown, what the contract uses. */
export function Markdown({ nodes }: { readonly nodes: readonly Nodes[] }): JSX.Element {
  return (
    <>
      {nodes.map((node, index) => (
        <Node key={index} node={node} />
      ))}
    </>
  )
}

/** What holds others, and the element for it. */
const ELEMENTS = { strong: 'strong', emphasis: 'em', paragraph: 'p', list: 'ul', listItem: 'li' } as const

function Node({ node }: { readonly node: Nodes }): JSX.Element {
  switch (node.type) {
    case 'text':
      return <>{node.value}</>
    case 'inlineCode':
      return <code>{node.value}</code>
    case 'code':
      return (
        <pre>
          <code>{node.value}</code>
        </pre>
      )
    case 'strong':
    case 'emphasis':
    case 'paragraph':
    case 'list':
    case 'listItem': {
      const Element = ELEMENTS[node.type]
      return (
        <Element>
          <Markdown nodes={node.children} />
        </Element>
      )
    }
    default:
      // A link leads to another place of a document that is not here: its words are enough.
      return 'children' in node ? <Markdown nodes={node.children} /> : <></>
  }
}
