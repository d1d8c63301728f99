//! An answer that is kept back, behind every slip that a label can have: its words are in no open minutes and in no list.

use super::agreement::begun;
use super::taking::take;
use talking_piece::app::protocol::status::Outcome;
use talking_piece::domain::minutes::{open_minutes, restricted_json, restricted_part};
use talking_piece::domain::record::form::{Answer, Field};
use talking_piece::domain::record::{KINDS, Kind};

const CANARY: &str = "Quarrelsome Lane 7";

/// What stands between the answer before it and the label, and between the label and its words.
const SLIPS: &[(&str, &str)] = &[
    ("; ", ": "),
    (" ", ": "),
    (", ", ": "),
    (". ", ": "),
    (" - ", ": "),
    (": ", ": "),
    (" / ", ":"),
    ("\u{ff1b} ", ": "),
    (";; ", ": "),
    ("; ", " "),
    ("; ", "; "),
    ("; ", " - "),
    ("; ", "\u{ff1a} "),
    (" ", " : "),
    (",", ":"),
    ("; ", "= "),
    ("; ; ", ", "),
];

/// The beginning of a line of this kind that nobody else needs.
pub(crate) fn beginning(kind: &Kind) -> String {
    let lead = match kind.id {
        "person" => "QZ Quentin Zephyrwood",
        "child" => "Quilla Zephyrwood; born: 2 May 2020",
        "decision" => "Ella; is: no plan",
        _ => "SW",
    };
    format!("/{} {lead}", kind.command)
}

/// An open answer in front of the label, and none.
fn before(kind: &'static Kind) -> Vec<String> {
    let open = |field: &&Field| !field.restricted && matches!(field.answer, Answer::Text);
    let field = kind.fields.iter().rfind(open);
    let answered = field.map(|field| format!("{}; {}: a lamp", beginning(kind), field.label));
    answered.into_iter().chain([beginning(kind)]).collect()
}

fn with_letters_swapped(label: &str) -> Option<String> {
    let mut letters: Vec<char> = label.chars().collect();
    (letters.len() > 5).then(|| letters.swap(2, 3))?;
    Some(letters.into_iter().collect()).filter(|swapped| swapped != label)
}

#[test]
fn words_behind_a_label_that_is_kept_back_are_never_open() {
    let d = begun(0);
    let mut tried = 0;
    let mut wrong = Vec::new();
    for kind in KINDS.iter().filter(|kind| !kind.command.is_empty()) {
        for field in kind.fields.iter().filter(|field| field.restricted) {
            let labels = field.labels().map(str::to_owned);
            let labels: Vec<String> = labels.chain(with_letters_swapped(field.label)).collect();
            for label in &labels {
                for (start, (separator, sign)) in before(kind)
                    .iter()
                    .flat_map(|start| SLIPS.iter().map(move |slip| (start, slip)))
                {
                    let line = format!("{start}{separator}{label}{sign}{CANARY}");
                    let taken = take(&d, &line);
                    let meeting = &taken.after.editor().meeting;
                    let open = open_minutes(meeting).to_value().to_string();
                    let kept = restricted_json(&restricted_part(meeting)).to_string();
                    let listed = taken.listed.as_deref().unwrap_or_default();
                    let is_refused = matches!(taken.outcome, Outcome::Refused(_));
                    if open.contains("Quarrelsome") {
                        wrong.push(format!("open: {line}"));
                    }
                    if !kept.contains(CANARY) {
                        wrong.push(format!("lost: {line}"));
                    }
                    if !is_refused && listed.contains("Quarrelsome") {
                        wrong.push(format!("listed: {line}: {listed}"));
                    }
                    tried += 1;
                }
            }
        }
    }
    assert!(
        wrong.is_empty(),
        "{} of {tried}:\n{}",
        wrong.len(),
        wrong.join("\n")
    );
    assert!(tried > 800, "{tried}");
}
