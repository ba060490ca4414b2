import { said, typedIn } from '../../kit/forms.ts'
import { isId } from '../../kit/ids.ts'
import { paths } from '../../kit/paths.ts'
import { type Ctx, can, routes, show } from '../../kit/web.ts'
import { factOf } from '../places/index.ts'
import { answerQuestion, hideQuestion } from './actions-voices.ts'
import { TeamQuestionsPage } from './pages/team-voices.tsx'
import { unanswered } from './queries-team.ts'

const longest_answer = 1000
const back = (c: Ctx) => c.redirect(`${paths.teamQuestions()}?done=saved`, 303)

async function answer(c: Ctx): Promise<Response> {
  const { db, now, person } = c.var
  const typed = await typedIn(c)
  const id = said(typed, 'id')
  if (!isId(id)) return c.notFound()
  if (said(typed, 'hide') === 'yes')
    return (await hideQuestion(db, id, now)) === 'gone' ? c.notFound() : back(c)
  const words = said(typed, `answer-${id}`)
  const fact = said(typed, `fact-${id}`)
  const fact_answer = said(typed, `fact_answer-${id}`) === 'no' ? 'no' : 'yes'
  if (!words || words.length > longest_answer) {
    const problems = { [`answer-${id}`]: words ? 'too-long' : 'no-answer' }
    const page = {
      questions: await unanswered(db),
      typed: { id, answer: words, fact, fact_answer },
      problems,
      saved: false,
    }
    return show(c, <TeamQuestionsPage {...page} />, 422)
  }
  const kept = await answerQuestion(db, id, {
    answer: words,
    by: person!.name,
    fact: factOf(fact) ? { code: fact, answer: fact_answer } : null,
    now,
  })
  return kept === 'gone' ? c.notFound() : back(c)
}

/** Questions families asked, for the team to answer. */
export const teamQuestionRoutes = () =>
  routes()
    .get(paths.teamQuestions(), can('look_at_the_offer'), async (c) => {
      const saved = c.req.query('done') === 'saved'
      return show(
        c,
        <TeamQuestionsPage questions={await unanswered(c.var.db)} typed={null} problems={{}} saved={saved} />,
      )
    })
    .post(paths.teamQuestions(), can('answer_questions'), answer)
