// Every address in one place: a page never spells one out.
const query = (values: Record<string, string | number | undefined | null>): string => {
  const said = Object.entries(values).filter(
    ([, value]) => value !== undefined && value !== null && value !== '',
  )
  return said.length ? `?${new URLSearchParams(said.map(([key, value]) => [key, String(value)]))}` : ''
}

export const paths = {
  home: () => '/',
  whatsOn: (asked: Record<string, string | number | undefined> = {}) => `/whats-on${query(asked)}`,
  gaps: () => '/whats-on/missing',
  myList: (ids?: string) => `/my-list${query({ ids })}`,
  session: (id: string) => `/sessions/${id}`,
  sessionPrint: (id: string) => `/sessions/${id}/print`,
  sessionCalendar: (id: string) => `/sessions/${id}/calendar.ics`,
  askQuestion: (id: string) => `/sessions/${id}/questions`,
  bookPlace: (id: string, step?: string) => `/sessions/${id}/book${query({ step })}`,
  myBooking: (token: string) => `/my-booking/${token}`,
  myBookingPage: (token: string, page: string) => `/my-booking/${token}/${page}`,
  place: (id: string) => `/places/${id}`,
  picture: (id: string) => `/pictures/${id}`,
  help: () => '/help',
  settings: () => '/settings',
  about: (page: string) => `/about/${page}`,
  signIn: () => '/sign-in',
  signInCode: () => '/sign-in/code',
  signOut: () => '/sign-out',
  team: () => '/team',
  teamSession: (id: string) => `/team/sessions/${id}`,
  teamSessionPage: (id: string, page: string) => `/team/sessions/${id}/${page}`,
  teamNewSession: (activity_id?: string) => `/team/sessions/new${query({ activity: activity_id })}`,
  teamActivity: (id: string) => `/team/activities/${id}`,
  teamActivityPage: (id: string, page: string) => `/team/activities/${id}/${page}`,
  teamNewActivity: () => '/team/activities/new',
  teamGaps: () => '/team/gaps',
  teamQuestions: () => '/team/questions',
  teamPlaces: () => '/team/places',
  teamPlace: (id: string) => `/team/places/${id}`,
  teamPlacePage: (id: string, page: string) => `/team/places/${id}/${page}`,
  teamNewPlace: () => '/team/places/new',
  teamMessages: () => '/team/messages',
  preview: () => '/preview',
  previewMessages: () => '/preview/messages',
  previewMessage: (id: string) => `/preview/messages/${id}`,
}
