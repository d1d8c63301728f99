//! Strengths and worries should be recorded for each child, not just one of the two (row 12). It reminds, and judges
//! nothing: it looks only at the kind of contribution and whom it is about.

use crate::domain::meeting::Meeting;
use crate::domain::record::Record;
use crate::domain::record::kinds::contribution;

/// Kinds of contribution that say what is good for a child, and those that say what is not.
const STRENGTHS: &[&str] = &["strength", "safety"];
const WORRIES: &[&str] = &["worry", "complicating_factor"];

/// The children (ids) for whom only one of the two has been recorded.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct OneSided {
    /// Worries, and nothing that goes well.
    pub only_worries: Vec<String>,
    /// What goes well, and no worry.
    pub only_strengths: Vec<String>,
}

/// Words about no child in particular count for all.
pub fn one_sided(meeting: &Meeting) -> OneSided {
    let mut found = OneSided::default();
    for child in meeting.children() {
        let has = |kinds: &[&str]| {
            let mut said = meeting.records(&contribution::KIND);
            said.any(|one| {
                kinds.contains(&one.text(&contribution::OF_KIND)) && is_about(one, &child.id)
            })
        };
        match (has(STRENGTHS), has(WORRIES)) {
            (false, true) => found.only_worries.push(child.id.clone()),
            (true, false) => found.only_strengths.push(child.id.clone()),
            _ => {}
        }
    }
    found
}

fn is_about(record: &Record, child: &str) -> bool {
    let children = record.list(&contribution::CHILDREN);
    children.is_empty() || children.contains(&child)
}

impl OneSided {
    /// `Only worries so far for Noah: what goes well?`; empty where both have been recorded.
    pub fn sentences(&self, meeting: &Meeting) -> Vec<String> {
        let sides = [
            (&self.only_worries, "worries", "what goes well?"),
            (
                &self.only_strengths,
                "strengths",
                "is there something to worry about?",
            ),
        ];
        let told = sides.iter().filter(|(children, ..)| !children.is_empty());
        told.map(|(children, what, question)| {
            let names: Vec<String> = children.iter().map(|id| meeting.called(id)).collect();
            format!("Only {what} so far for {}: {question}", names.join(", "))
        })
        .collect()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::minutes::sample::Sample;

    #[test]
    fn row_12_a_child_with_only_worries_is_named_and_one_with_both_is_not() {
        let mut sample = Sample::family();
        assert_eq!(one_sided(&sample.meeting), OneSided::default());
        sample.says("SW: ! Noah has stopped talking @noah");
        sample.says("SW: ! Ella missed nine days @ella");
        sample.says("HV: + Ella reads to her brother @ella");
        assert_eq!(
            one_sided(&sample.meeting).sentences(&sample.meeting),
            ["Only worries so far for Noah: what goes well?"]
        );
        let all = sample.says("HV: #safety the aunt comes every night");
        assert_eq!(one_sided(&sample.meeting), OneSided::default());
        sample.changes(&all, |body| {
            body.values.remove(contribution::OF_KIND.name);
        });
        sample.says("KS: + he laughs again @noah");
        let struck = sample.says("KS: ! no worry @noah");
        sample.does(crate::domain::meeting::event::KnownEvent::StruckOut {
            id: struck,
            reason: "slip".into(),
        });
        assert_eq!(one_sided(&sample.meeting), OneSided::default());
    }
}
