//! What stands above the table of a section: how a decision stands, what the plan still lacks, the ends of a scale.
//! On a low screen only its beginning has room there; the help (F1) has all of it. Must not know how it is drawn.

use crate::domain::agenda::{Mode, Section};
use crate::domain::meeting::Meeting;
use crate::domain::record::Record;
use crate::domain::rules::tally::{plan_lacks, tally, unanswered_wishes};

/// Sentences, the most important first. Scales and statements to be read have rows of their own.
pub fn words(meeting: &Meeting, section: &Section) -> Vec<String> {
    match section.mode {
        Mode::Decision => before_deciding(meeting),
        Mode::Plan => meeting
            .children()
            .filter_map(|child| wishes(meeting, child))
            .collect(),
        Mode::Scale => section.scales.iter().flat_map(ends).collect(),
        _ => Vec::new(),
    }
}

fn ends(scale: &crate::domain::agenda::ScaleAsked) -> [String; 3] {
    let (low, high) = (scale.from.min(scale.to), scale.from.max(scale.to));
    [
        scale.question.clone(),
        format!("{low} = {}", scale.low),
        format!("{high} = {}", scale.high),
    ]
}

/// `Ella: child protection plan 3, early help 1`, counted from the agencies' views; and what the plan still lacks,
/// in one row for all children for whom it lacks the same.
fn before_deciding(meeting: &Meeting) -> Vec<String> {
    let mut rows = Vec::new();
    let mut lacking: Vec<(String, Vec<String>)> = Vec::new();
    for child in meeting.children() {
        let called = meeting.called(&child.id);
        let tally = tally(meeting, &child.id, meeting.settings().rules());
        rows.push(match tally.words() {
            words if words.is_empty() => format!("{called}: no agency's view yet"),
            words => format!("{called}: {words}"),
        });
        let lacks = plan_lacks(meeting, &child.id);
        let lacks: Vec<&str> = lacks.iter().map(|lacking| lacking.words.as_str()).collect();
        match lacks.join("; ") {
            lacks if lacks.is_empty() => {}
            lacks => match lacking.iter_mut().find(|(known, _)| *known == lacks) {
                Some((_, names)) => names.push(called),
                None => lacking.push((lacks, vec![called])),
            },
        }
    }
    rows.extend(lacking.into_iter().map(|(lacks, names)| {
        format!("○ The plan still lacks, for {}: {lacks}", names.join(", "))
    }));
    rows
}

/// How many wishes of a child no action answers yet.
fn wishes(meeting: &Meeting, child: &Record) -> Option<String> {
    let called = meeting.called(&child.id);
    let ids: Vec<&str> = unanswered_wishes(meeting, &child.id)
        .iter()
        .map(|wish| wish.id.as_str())
        .collect();
    (!ids.is_empty()).then(|| {
        format!(
            "○ {called}: a wish that no action answers ({})   /action …; answers: {called}",
            ids.join(", ")
        )
    })
}
