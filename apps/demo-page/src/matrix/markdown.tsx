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
      return (
        <strong>
          <Markdown nodes={node.children} />
        </strong>
      )
    case 'emphasis':
      return (
        <em>
          <Markdown nodes={node.children} />
        </em>
      )
    case 'paragraph':
      return (
        <p>
          <Markdown nodes={node.children} />
        </p>
      )
    case 'list':
      return (
        <ul>
          <Markdown nodes={node.children} />
        </ul>
      )
    case 'listItem':
      return (
        <li>
          <Markdown nodes={node.children} />
        </li>
      )
    default:
      // A link leads to another place of a document that is not here: its words are enough.
      return 'children' in node ? <Markdown nodes={node.children} /> : <></>
  }
}
