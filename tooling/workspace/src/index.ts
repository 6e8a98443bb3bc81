export {
  publishedPackages,
  readWorkspace,
  REPOSITORY,
  type Manifest,
  type WorkspacePackage,
} from './read-workspace.ts'
