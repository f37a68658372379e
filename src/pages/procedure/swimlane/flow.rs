//! What follows each step. Takes the branches of all steps; gives, for each, how it leads on to the
//! one below. The list, the drawing and the checklist ask here, so that they say the same.

/// How a step leads on to the next one in the list.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(in crate::pages) enum Onward {
    /// Simply so: the next one follows.
    Plain,
    /// Some of its branches lead there.
    Chosen,
    /// Not at all: the next one is another way on from this step.
    OtherWayFrom(usize),
    /// It is the last one.
    Last,
}

/// How each step leads on. `branches` are the targets of each step's branches, in their order.
///
/// A step with a branch to the very next one is a choice: its other targets are what happens
/// instead, and nothing leads into them but a branch. A step whose branches all lead elsewhere goes
/// on to the next one where none of them is taken.
pub(in crate::pages) fn onward(branches: &[Vec<usize>]) -> Vec<Onward> {
    let mut instead: Vec<Option<usize>> = vec![None; branches.len()];
    for (step, targets) in branches.iter().enumerate() {
        if targets.contains(&(step + 1)) {
            for target in targets.iter().filter(|target| **target > step + 1) {
                if let Some(place) = instead.get_mut(*target) {
                    *place = place.or(Some(step));
                }
            }
        }
    }
    let each = branches.iter().enumerate().map(|(step, targets)| match instead.get(step + 1) {
        None => Onward::Last,
        Some(_) if targets.contains(&(step + 1)) => Onward::Chosen,
        Some(Some(from)) => Onward::OtherWayFrom(*from),
        Some(None) => Onward::Plain,
    });
    each.collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn steps_without_branches_follow_each_other() {
        assert_eq!(onward(&[vec![], vec![], vec![]]), [Onward::Plain, Onward::Plain, Onward::Last]);
    }

    #[test]
    fn after_a_choice_the_other_way_is_not_a_sequel() {
        let choice = [vec![1, 3], vec![], vec![], vec![]];
        assert_eq!(
            onward(&choice),
            [Onward::Chosen, Onward::Plain, Onward::OtherWayFrom(0), Onward::Last]
        );
    }

    #[test]
    fn a_branch_that_skips_leaves_the_plain_way_open() {
        assert_eq!(
            onward(&[vec![2], vec![], vec![]]),
            [Onward::Plain, Onward::Plain, Onward::Last]
        );
    }

    #[test]
    fn ways_back_and_to_the_step_itself_change_nothing() {
        assert_eq!(
            onward(&[vec![0], vec![0], vec![]]),
            [Onward::Plain, Onward::Plain, Onward::Last]
        );
    }
}
