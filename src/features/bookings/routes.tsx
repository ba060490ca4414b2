import { routes } from '../../kit/web.ts'
import type { Desk } from './desk.ts'
import { bookRoutes } from './routes-book.tsx'
import { myBookingRoutes } from './routes-my-booking.tsx'

/** Booking a place as a guest, and the booking's own page at its secret address. */
export const bookingRoutes = ({ desk }: { desk: Desk }) =>
  routes().route('/', bookRoutes({ desk })).route('/', myBookingRoutes({ desk }))
