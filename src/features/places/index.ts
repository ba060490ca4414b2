// The front door of places: what other features may use.
export { type FactAbout, type FactRefusal, type FactSaid, saveFact } from './actions.ts'
export { type Fact, type FactCode, fact_groups, factOf, facts, filterable_facts } from './facts.ts'
export { DataPage } from './pages/data.tsx'
export {
  factsOf,
  type Near,
  nearestStop,
  nearPoint,
  type Place,
  type PlaceInList,
  placeById,
  placesByName,
} from './queries.ts'
export { placeRoutes } from './routes.tsx'
export {
  answerTo,
  distanceOf,
  factsToShow,
  isStale,
  type MergedFact,
  metresBetween,
  minutesToWalk,
  type Point,
  parsePostcode,
  postcodeWords,
} from './rules.ts'
export {
  Address,
  addressWords,
  checkedWords,
  distanceWords,
  FactGroups,
  FactLine,
  GettingThere,
  stopWords,
} from './words.tsx'
