// Who is coming, for a family that has told us before: a tick each, and room for somebody new.
import type { ComponentChildren, VNode } from 'preact'
import { Checkboxes } from '../../../design/choices.tsx'
import { Hidden } from '../../../design/field.tsx'
import { Details } from '../../../design/list.tsx'
import { t } from '../../../kit/words.ts'
import { type ChildTyped, sameChild } from '../forms.ts'

type Rows = { ticked: string[]; fresh: ChildTyped[]; problems: Record<string, string> }

/** The draft seen against the saved children: who is ticked, who is new, and each problem on the row it shows in. */
export function rowsOf(saved: ChildTyped[], family: ChildTyped[], problems: Record<string, string>): Rows {
  const ticked: string[] = []
  const fresh: ChildTyped[] = []
  const shown: Record<string, string> = {}
  family.forEach((child, index) => {
    const at = saved.findIndex((each) => sameChild(each, child))
    const is_saved = at >= 0 && !ticked.includes(String(at + 1))
    if (is_saved) ticked.push(String(at + 1))
    else fresh.push(child)
    for (const field of ['first_name', 'age']) {
      const problem = problems[`${field}_${index + 1}`]
      if (problem) shown[is_saved ? 'coming' : `${field}_${saved.length + fresh.length}`] ??= problem
    }
  })
  const others = Object.entries(problems).filter(([field]) => !/^(first_name|age)_\d+$/.test(field))
  const nobody = saved.length > 0 && family.length === 1 && !family[0]!.first_name && !family[0]!.age
  if (nobody && Object.keys(shown).length)
    return { ticked, fresh, problems: { coming: t('Tick who is coming, or add somebody new') } }
  return { ticked, fresh, problems: { ...shown, ...Object.fromEntries(others) } }
}

type Props = {
  saved: ChildTyped[]
  ticked: string[]
  open: boolean
  problem?: string
  children: ComponentChildren
}

/** The tick boxes, with what they stand for, and the fields of somebody new behind an opening. */
export const SavedFamily = ({ saved, ticked, open, problem, children }: Props): VNode => (
  <>
    <Hidden name="tick_rows" value={String(saved.length)} />
    {saved.map(({ first_name, age }, index) => (
      <span key={index}>
        <Hidden name={`first_name_${index + 1}`} value={first_name} />
        <Hidden name={`age_${index + 1}`} value={age} />
      </span>
    ))}
    <Checkboxes
      name="coming"
      legend={t('Tick who is coming')}
      chosen={ticked}
      problem={problem}
      options={saved.map(({ first_name, age }, index) => ({
        value: String(index + 1),
        label: t('{{first_name}}, {{age}}', { first_name, age }),
      }))}
    />
    <Details summary={t('Add somebody new')} open={open}>
      {children}
    </Details>
  </>
)
