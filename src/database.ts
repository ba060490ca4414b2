// Made by `bin/db types` from the migrated database. Not written by hand.
import type { ColumnType, Generated } from 'kysely'

export type Json = string | number | boolean | null | { [key: string]: Json | undefined } | Json[]

export type DB = {
  access_facts: {
    id: Generated<string>
    place_id: string | null
    activity_id: string | null
    session_id: string | null
    fact: string
    answer: 'no' | 'yes'
    detail: string | null
    checked_by: 'champion' | 'open_data' | 'parent' | 'provider' | 'team'
    checked_by_name: string
    checked_on: string
  }
  activities: {
    id: Generated<string>
    provider_id: string | null
    season_id: string | null
    title: string
    theme: Generated<'food' | 'make' | 'meet' | 'move' | 'music' | 'outdoors' | 'quiet' | 'water'>
    kind: Generated<'community' | 'other' | 'targeted'>
    led_by: Generated<'parents' | 'provider' | 'young_people'>
    what_you_will_do: string | null
    min_age: number | null
    max_age: number | null
    siblings: 'not' | 'welcome' | null
    adult: 'may_leave' | 'stays' | null
    cost_pence: number | null
    cost_note: string | null
    busy: 'few' | 'many' | 'some' | null
    noise: 'loud' | 'quiet' | 'some' | null
    leave_and_return: 'no' | 'yes' | null
    food: string | null
    bring: string | null
    who_you_will_meet: string | null
    staff_training: string | null
    if_full: string | null
    phone: string | null
    drop_in: Generated<boolean>
    at_home: Generated<boolean>
    one_party_per_family: Generated<boolean>
    places_for: Generated<'children' | 'everyone'>
    photo: string | null
    photo_alt: string | null
    created_at: ColumnType<Date, Date | string | undefined, Date | string>
    changed_at: ColumnType<Date, Date | string | undefined, Date | string>
  }
  audit: {
    nth: ColumnType<number, number | string, number | string>
    at: ColumnType<Date, Date | string, Date | string>
    person_id: string | null
    act: string
    about: string | null
    subject_id: string | null
    why: string | null
    before: Buffer
    hash: Buffer
  }
  booking_people: {
    booking_id: string
    nth: number
    session_id: string
    first_name: string
    age: number
    child_key: string
    cancelled_at: ColumnType<Date | null, Date | string | null | undefined, Date | string | null>
    child_id: string | null
  }
  bookings: {
    id: string
    form_key: string
    form_hash: string
    session_id: string
    reference: string
    manage_hash: Buffer
    state: 'booked' | 'cancelled' | 'lapsed' | 'offered' | 'waiting'
    party: number
    adults: Generated<number>
    ask_first: Generated<boolean>
    line_no: number | null
    carer_name: string
    contact_kind: 'email' | 'text'
    contact: string
    send_to: string
    emergency_contact: string | null
    must_know: string | null
    door: Generated<'face_to_face' | 'open_booking' | 'paper' | 'phone' | 'register' | 'text' | 'web'>
    language: Generated<string>
    asked_at: ColumnType<Date, Date | string, Date | string>
    booked_at: ColumnType<Date | null, Date | string | null | undefined, Date | string | null>
    offered_at: ColumnType<Date | null, Date | string | null | undefined, Date | string | null>
    offer_ends_at: ColumnType<Date | null, Date | string | null | undefined, Date | string | null>
    cancelled_at: ColumnType<Date | null, Date | string | null | undefined, Date | string | null>
    cancelled_because: string | null
    lapsed_at: ColumnType<Date | null, Date | string | null | undefined, Date | string | null>
    moved_to: string | null
    revision: Generated<number>
    person_id: string | null
    forgotten_at: ColumnType<Date | null, Date | string | null | undefined, Date | string | null>
  }
  child_carers: {
    child_id: string
    person_id: string
    since: ColumnType<Date, Date | string, Date | string>
    added_by: string | null
    may_see_at: ColumnType<Date | null, Date | string | null | undefined, Date | string | null>
    ended_at: ColumnType<Date | null, Date | string | null | undefined, Date | string | null>
  }
  children: {
    id: Generated<string>
    first_name: string
    birth_year: number
    born_from_september: boolean | null
    helps_sealed: string | null
    person_id: string | null
    added_by: string | null
    added_at: ColumnType<Date, Date | string, Date | string>
    control_passed_at: ColumnType<Date | null, Date | string | null | undefined, Date | string | null>
    sensitive_at: ColumnType<Date | null, Date | string | null | undefined, Date | string | null>
    sensitive_by: string | null
  }
  concern_notes: {
    id: string
    concern_id: string
    form_key: string
    at: ColumnType<Date, Date | string, Date | string>
    written_by: string | null
    words_sealed: string
  }
  concerns: {
    id: string
    form_key: string
    at: ColumnType<Date, Date | string, Date | string>
    words_sealed: string
    about_sealed: string | null
    contact_sealed: string | null
    teller_sealed: string | null
    from_page: string | null
    read_at: ColumnType<Date | null, Date | string | null | undefined, Date | string | null>
    read_by: string | null
    closed_at: ColumnType<Date | null, Date | string | null | undefined, Date | string | null>
    closed_by: string | null
    outcome_sealed: string | null
  }
  contacts: {
    id: Generated<string>
    person_id: string
    kind: 'email' | 'text'
    typed: string
    send_to: string
    verified_at: ColumnType<Date | null, Date | string | null | undefined, Date | string | null>
    added_by: string | null
    ended_at: ColumnType<Date | null, Date | string | null | undefined, Date | string | null>
    created_at: ColumnType<Date, Date | string | undefined, Date | string>
  }
  erasures: {
    id: string
    what: 'child' | 'person'
    subject_id: string
    asked_at: ColumnType<Date, Date | string, Date | string>
    done_at: ColumnType<Date, Date | string, Date | string>
  }
  gaps: {
    id: Generated<string>
    words: string | null
    filters: ColumnType<Json, Json | string | undefined, Json | string>
    outcode: string | null
    told_at: ColumnType<Date, Date | string | undefined, Date | string>
  }
  link_offers: {
    id: string
    child_id: string
    kind: 'carer' | 'own_sign_in'
    offered_by: string
    contact: string
    send_to: string
    token_hash: Buffer
    offered_at: ColumnType<Date, Date | string, Date | string>
    ends_at: ColumnType<Date, Date | string, Date | string>
    accepted_at: ColumnType<Date | null, Date | string | null | undefined, Date | string | null>
    accepted_by: string | null
    declined_at: ColumnType<Date | null, Date | string | null | undefined, Date | string | null>
    withdrawn_at: ColumnType<Date | null, Date | string | null | undefined, Date | string | null>
  }
  listed_words: {
    word: string
  }
  listing_truth: {
    session_id: Generated<string | null>
    marks: Generated<number | null>
    facts: Generated<number | null>
    day: Generated<string | null>
    room: Generated<number | null>
    listed_until: ColumnType<Date | null, Date | string | null | undefined, Date | string | null>
    starts_at: ColumnType<Date | null, Date | string | null | undefined, Date | string | null>
    ends_at: ColumnType<Date | null, Date | string | null | undefined, Date | string | null>
    lat: Generated<number | null>
    lon: Generated<number | null>
    cancelled: Generated<boolean | null>
    moved: Generated<boolean | null>
    activity_id: Generated<string | null>
    title: Generated<string | null>
    theme: Generated<string | null>
    place_name: Generated<string | null>
    town: Generated<string | null>
    opens_at: ColumnType<Date | null, Date | string | null | undefined, Date | string | null>
    photo: Generated<string | null>
    photo_alt: Generated<string | null>
    place_id: Generated<string | null>
  }
  listing_words: {
    id: Generated<number>
    activity_id: string
    place_id: string | null
    words: string
  }
  listing_words_truth: {
    activity_id: Generated<string | null>
    place_id: Generated<string | null>
    words: Generated<string | null>
    whole: Generated<string | null>
  }
  messages: {
    id: Generated<string>
    kind: string
    channel: 'email' | 'text'
    send_to: string
    language: Generated<string>
    booking_id: string | null
    session_id: string | null
    about: ColumnType<Json, Json | string | undefined, Json | string>
    once_key: string | null
    created_at: ColumnType<Date, Date | string | undefined, Date | string>
    send_after: ColumnType<Date, Date | string | undefined, Date | string>
    tries: Generated<number>
    claimed_at: ColumnType<Date | null, Date | string | null | undefined, Date | string | null>
    sending_at: ColumnType<Date | null, Date | string | null | undefined, Date | string | null>
    sent_at: ColumnType<Date | null, Date | string | null | undefined, Date | string | null>
    kept_at: ColumnType<Date | null, Date | string | null | undefined, Date | string | null>
    failed_at: ColumnType<Date | null, Date | string | null | undefined, Date | string | null>
    dropped_at: ColumnType<Date | null, Date | string | null | undefined, Date | string | null>
    told_at: ColumnType<Date | null, Date | string | null | undefined, Date | string | null>
    gateway_id: string | null
    last_problem: string | null
    maybe_twice_at: ColumnType<Date | null, Date | string | null | undefined, Date | string | null>
    ring_instead_at: ColumnType<Date | null, Date | string | null | undefined, Date | string | null>
  }
  migrations: {
    name: string
    ran_at: ColumnType<Date, Date | string | undefined, Date | string>
  }
  outcodes: {
    outcode: string
    lat: number
    lon: number
    town: string | null
  }
  people: {
    id: Generated<string>
    name: Generated<string>
    email: string
    email_verified: Generated<boolean>
    image: string | null
    created_at: ColumnType<Date, Date | string | undefined, Date | string>
    updated_at: ColumnType<Date, Date | string | undefined, Date | string>
    birth_year: number | null
    sensitive_at: ColumnType<Date | null, Date | string | null | undefined, Date | string | null>
    sensitive_by: string | null
  }
  pictures: {
    id: string
    webp: Buffer
    width: number
    height: number
    made_at: ColumnType<Date, Date | string, Date | string>
  }
  places: {
    id: Generated<string>
    name: string
    kind: 'childrens_centre' | 'community_hub' | 'leisure_centre' | 'library' | 'other' | 'park' | 'pool' | 'school' | 'sports_ground'
    street: string | null
    town: string | null
    postcode: string | null
    lat: number | null
    lon: number | null
    ward: string | null
    about: string | null
    phone: string | null
    website: string | null
    landmark_steps: Generated<string[]>
    door_photo: string | null
    door_photo_alt: string | null
    stop_name: string | null
    stop_kind: 'bus' | 'train' | 'tram' | null
    stop_minutes: number | null
    source: Generated<string>
    source_id: string | null
    created_at: ColumnType<Date, Date | string | undefined, Date | string>
    changed_at: ColumnType<Date, Date | string | undefined, Date | string>
  }
  postcodes: {
    postcode: string
    lat: number
    lon: number
    ward: string | null
  }
  providers: {
    id: Generated<string>
    name: string
    about: string | null
    phone: string | null
    email: string | null
    website: string | null
    safeguarding_lead: string | null
    background_checks_on: string | null
    first_aider: string | null
    created_at: ColumnType<Date, Date | string | undefined, Date | string>
    changed_at: ColumnType<Date, Date | string | undefined, Date | string>
  }
  purges: {
    id: Generated<string>
    kind: string
    before: ColumnType<Date, Date | string, Date | string>
    how_many: number
    at: ColumnType<Date, Date | string, Date | string>
  }
  questions: {
    id: Generated<string>
    activity_id: string
    words: string
    asked_at: ColumnType<Date, Date | string | undefined, Date | string>
    answer: string | null
    answered_at: ColumnType<Date | null, Date | string | null | undefined, Date | string | null>
    answered_by: string | null
    hidden_at: ColumnType<Date | null, Date | string | null | undefined, Date | string | null>
  }
  requirements: {
    activity_id: string
    nth: number
    kind: 'area_or_age' | 'practical' | 'safety'
    sentence: string
  }
  retention: {
    kind: string
    days: number
    why: string
    changed_by: string | null
    changed_at: ColumnType<Date, Date | string, Date | string>
  }
  roles: {
    person_id: string
    role: 'area_administrator' | 'coordinator' | 'moderator' | 'panel_member' | 'parent_champion' | 'partner_lead' | 'publisher' | 'report_viewer' | 'safeguarding_lead' | 'session_worker'
    granted_at: ColumnType<Date, Date | string | undefined, Date | string>
    ended_at: ColumnType<Date | null, Date | string | null | undefined, Date | string | null>
    provider_id: string | null
    granted_by: string | null
    ended_by: string | null
  }
  seasons: {
    id: Generated<string>
    name: string
    kind: 'holidays' | 'term'
    starts_on: string
    ends_on: string
  }
  second_factors: {
    id: Generated<string>
    person_id: string
    kind: 'app' | 'passkey'
    label: string
    sealed_secret: string | null
    credential_id: string | null
    public_key: Buffer | null
    counter: ColumnType<number, number | string | undefined, number | string>
    last_used_at: ColumnType<Date | null, Date | string | null | undefined, Date | string | null>
    created_at: ColumnType<Date, Date | string | undefined, Date | string>
    ended_at: ColumnType<Date | null, Date | string | null | undefined, Date | string | null>
  }
  session_listing: {
    listed_until: ColumnType<Date | null, Date | string | null | undefined, Date | string | null>
    packed: ColumnType<Buffer, never, never>
    packed_point: ColumnType<Buffer, never, never>
    session_id: string
    marks: number
    facts: number
    day: string
    room: number | null
    words_id: number | null
    starts_at: ColumnType<Date, Date | string, Date | string>
    ends_at: ColumnType<Date, Date | string, Date | string>
    lat: number | null
    lon: number | null
    cancelled: boolean
    moved: boolean
    activity_id: string
    title: string
    theme: string
    place_name: string | null
    town: string | null
    opens_at: ColumnType<Date | null, Date | string | null | undefined, Date | string | null>
    photo: string | null
    photo_alt: string | null
  }
  session_places: {
    session_id: string
    places: number
    booked: Generated<number>
    line_end: Generated<number>
    waiting: Generated<number>
  }
  sessions: {
    id: Generated<string>
    activity_id: string
    place_id: string | null
    starts_at: ColumnType<Date, Date | string, Date | string>
    ends_at: ColumnType<Date, Date | string, Date | string>
    version: 'busier' | 'relaxed' | null
    busy: 'few' | 'many' | 'some' | null
    noise: 'loud' | 'quiet' | 'some' | null
    places: number | null
    opens_at: ColumnType<Date | null, Date | string | null | undefined, Date | string | null>
    note: string | null
    repeats_id: string | null
    published_at: ColumnType<Date | null, Date | string | null | undefined, Date | string | null>
    withdrawn_at: ColumnType<Date | null, Date | string | null | undefined, Date | string | null>
    cancelled_at: ColumnType<Date | null, Date | string | null | undefined, Date | string | null>
    cancelled_because: string | null
    moved_at: ColumnType<Date | null, Date | string | null | undefined, Date | string | null>
    moved_from_at: ColumnType<Date | null, Date | string | null | undefined, Date | string | null>
    moved_from_place_id: string | null
    calendar_sequence: Generated<number>
    created_at: ColumnType<Date, Date | string | undefined, Date | string>
    changed_at: ColumnType<Date, Date | string | undefined, Date | string>
  }
  sign_in_codes: {
    id: Generated<string>
    identifier: string
    value: string
    expires_at: ColumnType<Date, Date | string, Date | string>
    created_at: ColumnType<Date, Date | string | undefined, Date | string>
    updated_at: ColumnType<Date, Date | string | undefined, Date | string>
  }
  sign_in_methods: {
    id: Generated<string>
    person_id: string
    account_id: string
    provider_id: string
    access_token: string | null
    refresh_token: string | null
    id_token: string | null
    access_token_expires_at: ColumnType<Date | null, Date | string | null | undefined, Date | string | null>
    refresh_token_expires_at: ColumnType<Date | null, Date | string | null | undefined, Date | string | null>
    scope: string | null
    password: string | null
    created_at: ColumnType<Date, Date | string | undefined, Date | string>
    updated_at: ColumnType<Date, Date | string | undefined, Date | string>
  }
  sign_ins: {
    id: Generated<string>
    person_id: string
    token: string
    expires_at: ColumnType<Date, Date | string, Date | string>
    ip_address: string | null
    user_agent: string | null
    created_at: ColumnType<Date, Date | string | undefined, Date | string>
    updated_at: ColumnType<Date, Date | string | undefined, Date | string>
    second_factor_at: ColumnType<Date | null, Date | string | null | undefined, Date | string | null>
    confirmed_at: ColumnType<Date | null, Date | string | null | undefined, Date | string | null>
    shared_device: Generated<boolean>
  }
  spare_codes: {
    person_id: string
    hash: Buffer
    created_at: ColumnType<Date, Date | string | undefined, Date | string>
    used_at: ColumnType<Date | null, Date | string | null | undefined, Date | string | null>
  }
  stops: {
    id: string
    name: string
    kind: 'bus' | 'train' | 'tram'
    lat: number
    lon: number
  }
  story_steps: {
    activity_id: string
    nth: number
    sentence: string
    picture: string | null
    picture_alt: string | null
  }
  tries: {
    key: string
    recent: ColumnType<Date, Date | string, Date | string>
    last_at: ColumnType<Date, Date | string, Date | string>
  }
  ways_to_reach: {
    person_id: string
    language: string | null
    format: 'audio' | 'braille' | 'easy_read' | 'large_print' | 'standard' | null
    interpreter: string | null
    phone_instead: Generated<boolean>
    ring_on: string | null
    best_time: string | null
    emergency_sealed: string | null
    name_asked_at: ColumnType<Date | null, Date | string | null | undefined, Date | string | null>
    changed_at: ColumnType<Date, Date | string, Date | string>
  }
}
