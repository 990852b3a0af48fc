import { machine, model, next, type Machine } from "tcnet"
import type { Sizes } from "../ring/sizes.ts"
import type { Link } from "./fabric.ts"

const { rule } = model<Link, Sizes>()

const linkDown = rule({
  id: "fabric.linkDown",
  text: "The link may die at any time.",
  by: "fault", hidden: true,
  when: (s) => ({ up: !s.isDown }),
  then: (s) => next(s, { isDown: true }),
})

export const link: Machine<Link, Sizes> = machine({ id: "fabric.link", rules: [linkDown] })
