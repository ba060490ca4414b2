/** Each address and its guard. A new one is added here, in the open. */
export const routes_we_have: Record<string, string> = {}
