// Households: the people a family books for, who looks after them, and how to reach that family.
export { offerToken } from './actions-offers.ts'
export { emergencyOf, rememberEmergency } from './actions-reach.ts'
export { householdHolding } from './holding.ts'
export { type Bookable, bookable, contactsOf, reachOf } from './queries.ts'
export { householdRenderers } from './renderers.ts'
export { householdRoutes } from './routes.tsx'
