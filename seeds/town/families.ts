// Invented families. Mobiles are from the range kept for stories; emails end in example.org.
export type Family = {
  carer_name: string
  contact: string
  children: { first_name: string; age: number }[]
  /** How they came: most use the pages, some ring or text. */
  door?: 'web' | 'text' | 'phone' | 'face_to_face'
  must_know?: string
  ask_first?: true
}

const family = (carer_name: string, contact: string, who: string, more: Partial<Family> = {}): Family => ({
  carer_name,
  contact,
  children: who.split(', ').map((each) => {
    const at = each.lastIndexOf(' ')
    return { first_name: each.slice(0, at), age: Number(each.slice(at + 1)) }
  }),
  ...more,
})

export const families: Family[] = [
  family('Samira Khan', '07700 900101', 'Aisha 9, Omar 6'),
  family('Nicola Byrne', 'nicola.byrne@example.org', 'Finn 7'),
  family('Nguyễn Thị Lan', '07700 900102', 'Minh 11, Mai 4'),
  family('Grace Adeyemi', 'grace.a@example.org', 'Tolu 14', {
    must_know: 'Tolu uses a talker. Give him time.',
  }),
  family('Paweł Nowak', '07700 900103', 'Kuba 8, Zosia 8, Antek 3', { door: 'phone' }),
  family('Shanice Campbell', 'shanice.c@example.org', 'Jayden 16'),
  family('Mohammed Iqbal', '07700 900104', 'Yusuf 5, Hamza 12', { door: 'text' }),
  family('Claire O’Neill', 'claire.oneill@example.org', 'Daisy 10', { ask_first: true }),
  family('Leila Haddad', 'leila.h@example.org', 'Sami 2'),
  family('Dave Thompson', '07700 900105', 'Ellie 13, Jack 9', { door: 'phone' }),
  family('Mei Chen', 'mei.chen@example.org', 'An 6'),
  family('Precious Moyo', '07700 900106', 'Tendai 17'),
  family('Rachel Levy', 'rachel.levy@example.org', 'Noah 4, Miriam 7'),
  family('Joanne Fletcher', '07700 900107', 'Alfie 15', {
    must_know: 'Alfie has seizures. His plan is in his bag.',
  }),
  family('Ivana Horvat', 'ivana.h@example.org', 'Luka 8'),
  family('Abdi Warsame', '07700 900108', 'Hodan 12, Idris 10, Asma 5', { door: 'face_to_face' }),
  family('Kirsty MacLeod', 'kirsty.m@example.org', 'Isla 3'),
  family('Harpreet Gill', '07700 900109', 'Arjan 11'),
  family('Bea Santos', 'bea.santos@example.org', 'Tiago 9, Inês 1'),
  family('Liam Doherty', '07700 900110', 'Saoirse 18'),
  family('Fatou Ceesay', 'fatou.c@example.org', 'Lamin 7, Awa 13', { ask_first: true }),
  family('Helen Ashworth', '07700 900111', 'Ben 20', { door: 'phone' }),
  family('Olena Kovalenko', 'olena.k@example.org', 'Danylo 6, Sofiia 9'),
  family('Tanya Brown', '07700 900112', 'Kai 5', { door: 'text' }),
  family('Jamal Edwards', 'jamal.e@example.org', 'Zuri 8, Micah 14'),
  family('Sue Hargreaves', '07700 900113', 'Charlie 16', {
    door: 'phone',
    must_know: 'I am his nan. Ring me, not his mum.',
  }),
  family('Anjali Menon', 'anjali.m@example.org', 'Rohan 10'),
  family('Deborah Osei', '07700 900114', 'Kwame 12, Efua 15'),
  family('Ciara Walsh', 'ciara.w@example.org', 'Rory 4, Nell 6'),
  family('Yuki Tanaka', 'yuki.t@example.org', 'Hana 13'),
  family('Ahmed Saleh', '07700 900115', 'Layla 3, Zain 11'),
  family('Megan Pugh', 'megan.p@example.org', 'Owain 19'),
  family('Ruxandra Popescu', '07700 900116', 'Matei 5, Ilinca 7'),
  family('Gemma Wright', 'gemma.w@example.org', 'Poppy 8, Freddie 2'),
  family('Winston Clarke', '07700 900117', 'Amara 14', { door: 'face_to_face' }),
  family('Zainab Bello', 'zainab.b@example.org', 'Ibrahim 9, Maryam 17'),
]
