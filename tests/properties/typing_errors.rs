//! Ten thousand slips of the hand in the lines of both practice meetings: no word is lost, and none ends up with
//! another speaker or in another field without a word (issue 10).

use super::slips::{Dice, SLIPS};
use super::taking::{Taken, take};
use crate::journeys::driver::{Driver, begun_from_on};
use crate::journeys::practice::{conference_lines, review_lines};
use chrono::Duration;
use std::collections::BTreeMap;
use talking_piece::domain::line::{Found, Line, find_seat};
use talking_piece::domain::meeting::Meeting;
use talking_piece::domain::record::form::{Answer, Field};
use talking_piece::domain::record::kinds::contribution;
use talking_piece::domain::record::{Record, kind};
use unicode_normalization::UnicodeNormalization;

/// In each meeting.
const WANTED: usize = 5_000;

/// Answers that stand in the answer before, where the line shows them, because the `;` before their label or the label
/// itself is missing. These may only go down.
const IN_ANOTHER_FIELD_OF_THE_CONFERENCE: usize = 3;
const IN_ANOTHER_FIELD_OF_THE_REVIEW: usize = 4;

/// The words of a text as far as letters go: no capitals, no accents, no signs.
fn words(text: &str) -> Vec<String> {
    let plain: String = text
        .nfd()
        .filter(|letter| !('\u{300}'..='\u{36f}').contains(letter))
        .collect();
    let plain = plain.to_lowercase();
    plain
        .split(|letter: char| !letter.is_alphanumeric())
        .filter(|word| !word.is_empty())
        .map(str::to_owned)
        .collect()
}

fn is_text(field: &Field) -> bool {
    matches!(field.answer, Answer::Text | Answer::Words)
}

/// The words of a line that are nowhere, neither kept nor understood and shown.
pub fn lost(line: &str, taken: &Taken, before: &Driver) -> Vec<String> {
    let meeting = &before.editor().meeting;
    let kept = words(&taken.kept()).join(" ");
    let told = words(&taken.told).join(" ");
    let is_there = |word: &String| kept.contains(word.as_str()) || told.contains(word.as_str());
    let mut gone: Vec<String> = words(line)
        .into_iter()
        .filter(|word| !is_there(word))
        .collect();
    match &taken.read {
        Line::Form(form) => {
            let kind = kind(form.kind).unwrap();
            gone.retain(|word| {
                let is_label = kind.fields.iter().any(|field| {
                    std::iter::once(field.label)
                        .chain([field.name])
                        .chain(field.also.iter().copied())
                        .any(|label| words(label).contains(word))
                });
                // An answer that was read as something stands in the form as that.
                let is_understood = form.spans.iter().any(|span| {
                    let typed = taken.whole.get(span.from..span.to).unwrap_or("");
                    let field = kind.field(span.field).unwrap();
                    !is_text(field)
                        && (form.body.values.contains_key(span.field)
                            || form.body.to_confirm.contains_key(span.field))
                        && words(typed).contains(word)
                });
                !(is_label || is_understood || kind.command.starts_with(word.as_str()))
            });
        }
        Line::Command { name, .. } => {
            // `at:` before a time
            gone.retain(|word| {
                *word != *name
                    && word != "at"
                    && !matches!(find_seat(word, meeting), Found::One(_))
                    && !matches!(find_seat(word, meeting), Found::Several(_))
            });
        }
        Line::Entry(_) | Line::Nothing => {
            // Who speaks is named above the line.
            let label = line.split_once(':').map_or("", |(label, _)| label);
            if taken
                .records
                .iter()
                .any(|(_, record)| !record.text(&contribution::SPEAKER).is_empty())
            {
                let label = words(label);
                gone.retain(|word| !label.contains(word));
            }
            // A label, a kind, a child: named above the line.
            gone.retain(|word| !matches!(find_seat(word, meeting), Found::One(_)));
            gone.retain(|word| {
                !["all", "new", "restricted", "open", "talked"].contains(&word.as_str())
            });
            // A mark that restricts counts however it is spelt, and the line says so.
            gone.retain(|word| {
                !(taken.told.contains("restricted") && line.contains(&format!("#{word}")))
            });
            gone.retain(|word| talking_piece::domain::line::kind_called(word, meeting).is_none());
        }
    }
    gone
}

/// Whose words it has become, and what it says about that.
fn moved_speaker(as_meant: &Taken, taken: &Taken) -> Option<(String, String)> {
    let speaker = |taken: &Taken| -> Option<Record> {
        taken
            .records
            .iter()
            .map(|(_, record)| record)
            .find(|record| record.is_a(&contribution::KIND))
            .cloned()
    };
    let (meant, got) = (speaker(as_meant)?, speaker(taken)?);
    let who = |record: &Record| {
        (
            record.text(&contribution::SPEAKER).to_owned(),
            record.text(&contribution::ON_BEHALF_OF).to_owned(),
        )
    };
    let is_asked = taken.is_uncertain();
    (who(&meant) != who(&got) && !is_asked).then(|| (who(&meant).0, who(&got).0))
}

/// A long word that only one answer had, and that stands in another one now, although the record is certain.
fn moved_field(as_meant: &Taken, taken: &Taken) -> Option<String> {
    if taken.is_uncertain() {
        return None;
    }
    let texts = |taken: &Taken| -> BTreeMap<String, String> {
        let values = taken.records.iter().flat_map(|(before, record)| {
            let before = before.clone().unwrap_or_default();
            record
                .body()
                .values
                .into_iter()
                .filter(move |(name, value)| before.values.get(name) != Some(value))
        });
        values
            .map(|(name, value)| (name, words(&value.to_string()).join(" ")))
            .collect()
    };
    let (meant, got) = (texts(as_meant), texts(taken));
    // A kind that stands in the words is seen there.
    meant
        .iter()
        .filter(|(name, _)| *name != contribution::OF_KIND.name)
        .find_map(|(name, text)| {
            text.split(' ')
                .filter(|word| word.len() >= 4)
                .find_map(|word| {
                    let only = meant.values().filter(|text| text.contains(word)).count() == 1;
                    let elsewhere = got.iter().find(|(other, text)| {
                        *other != name && text.split(' ').any(|one| one == word)
                    });
                    let here = got.get(name).is_some_and(|text| text.contains(word));
                    elsewhere
                        .filter(|_| only && !here)
                        .map(|(other, _)| format!("{word}: {name} -> {other}"))
                })
        })
}

#[derive(Default)]
struct Count {
    tried: usize,
    asked: usize,
    another_label: usize,
    another_sentence: usize,
    lost: Vec<String>,
    moved: Vec<String>,
    in_another_field: Vec<String>,
    by_slip: BTreeMap<&'static str, (usize, usize)>,
}

/// The slip made the label of somebody else, and the line says whose.
fn is_another_label(typed: &str, to: &str, meeting: &Meeting) -> bool {
    let label = typed.split_once(':').map_or("", |(label, _)| label);
    let is_theirs = |label| matches!(find_seat(label, meeting), Found::One(id) if id == to);
    is_theirs(label) || label.split('/').any(is_theirs)
}

/// The slip made a sentence of it (`CH has everybody read it?`, `OH: that is true`) or left a few letters, or a `\` made it text; the
/// line says who goes on, or asks.
fn is_another_sentence(typed: &str, taken: &Taken) -> bool {
    const GOES_ON: [&str; 3] = ["has", "and", "is"];
    const CRIES: [&str; 2] = ["OH:", "NO:"];
    let mut words = typed.split_whitespace();
    let (first, second) = (words.next().unwrap_or(""), words.next().unwrap_or(""));
    let is_sentence =
        taken.told.contains("goes on") && (GOES_ON.contains(&second) || CRIES.contains(&first));
    is_sentence || taken.told.starts_with("Who?") || typed.starts_with('\\')
}

fn go_through(mut d: Driver, lines: &[String], dice: &mut Dice, each: usize, count: &mut Count) {
    d.app.one_line_at_a_time = true;
    for line in lines {
        let as_meant = take(&d, line);
        for round in 0..each {
            let (name, slip) = SLIPS[(dice.below(SLIPS.len()) + round) % SLIPS.len()];
            let Some(typed) = slip(line, dice).filter(|typed| typed != line) else {
                continue;
            };
            count.tried += 1;
            let taken = take(&d, &typed);
            let of_slip = count.by_slip.entry(name).or_default();
            of_slip.0 += 1;
            count.asked += usize::from(taken.is_uncertain());
            let gone = lost(&typed, &taken, &d);
            if !gone.is_empty() {
                of_slip.1 += 1;
                count.lost.push(format!(
                    "{name}: {typed:?}\n    lost {gone:?} ({:?})",
                    taken.outcome
                ));
            }
            let moved = moved_speaker(&as_meant, &taken);
            if let Some((from, to)) = moved {
                let meeting = &d.editor().meeting;
                let shown = taken.told.contains(&meeting.called(&to));
                if shown && is_another_label(&typed, &to, meeting) {
                    count.another_label += 1;
                } else if is_another_sentence(&typed, &taken) {
                    count.another_sentence += 1;
                } else {
                    of_slip.1 += 1;
                    count.moved.push(format!(
                        "{name}: {typed:?}\n    {} instead of {} ({})",
                        meeting.called(&to),
                        meeting.called(&from),
                        taken.told
                    ));
                }
            }
            if let Some(what) = moved_field(&as_meant, &taken).filter(|_| !typed.starts_with('\\'))
            {
                of_slip.1 += 1;
                count
                    .in_another_field
                    .push(format!("{name}: {typed:?}\n    {what}"));
            }
        }
        d = as_meant.after;
    }
}

impl Count {
    /// `most`: in another field, which may only go down.
    fn judge(&self, most: usize) {
        let told = format!(
            "{} tried, {} asked about, {} another label, {} another sentence\n{:#?}\nlost\n{}\nsaid by another\n{}\nin another field\n{}",
            self.tried,
            self.asked,
            self.another_label,
            self.another_sentence,
            self.by_slip,
            self.lost.join("\n"),
            self.moved.join("\n"),
            self.in_another_field.join("\n")
        );
        assert!(self.tried >= WANTED, "{told}");
        assert!(self.lost.is_empty() && self.moved.is_empty(), "{told}");
        assert!(
            self.in_another_field.len() <= most,
            "{} are in another field\n{told}",
            self.in_another_field.len()
        );
    }
}

#[test]
fn five_thousand_slips_in_a_conference_lose_no_word_and_give_none_to_another_in_silence() {
    let mut count = Count::default();
    let lines = conference_lines(2026);
    let each = WANTED / lines.len() + 6;
    let d = Driver::with_agenda("restorative-icpc");
    go_through(d, &lines, &mut Dice::new(10), each, &mut count);
    count.judge(IN_ANOTHER_FIELD_OF_THE_CONFERENCE);
}

#[test]
fn five_thousand_slips_in_its_review_lose_no_word_and_give_none_to_another_in_silence() {
    let mut count = Count::default();
    let lines = review_lines(2027);
    let each = WANTED / lines.len() + 8;
    let mut held = Driver::with_agenda("restorative-icpc");
    held.app.one_line_at_a_time = true;
    for line in &conference_lines(2026) {
        held.enter(line);
    }
    let then = Driver::at_home().now + Duration::weeks(12);
    let d = begun_from_on(&held.editor().meeting, "restorative-rcpc", then);
    go_through(d, &lines, &mut Dice::new(11), each, &mut count);
    count.judge(IN_ANOTHER_FIELD_OF_THE_REVIEW);
}
