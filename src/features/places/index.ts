// The front door of places: what other features may use.
export { type FactRefusal, saveFact } from './actions.ts'
export { type FactCode, factOf, facts, filterable_facts } from './facts.ts'
export { DataPage } from './pages/data.tsx'
export {
  factsOf,
  nearPoint,
  type Place,
  type PlaceInList,
  placeById,
  placesByName,
} from './queries.ts'
export { placeRoutes } from './routes.tsx'
export {
  factsToShow,
  type MergedFact,
  metresBetween,
  parsePostcode,
} from './rules.ts'
export {
  addressWords,
  distanceWords,
  FactGroups,
  stopWords,
} from './words.tsx'
