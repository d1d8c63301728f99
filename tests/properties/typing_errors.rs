//! Ten thousand slips of the hand in the lines of both practice meetings: no word is lost, and none ends up with
//! another speaker or in another field without a word (issue 10).

use super::slips::{Dice, SLIPS};
use super::taking::{Taken, take};
use super::words_kept::{lost, names_of, words};
use crate::journeys::driver::{Driver, begun_from_on};
use crate::journeys::practice::{conference_lines, review_lines};
use crate::screens::driver::{Screen, draw};
use chrono::Duration;
use serde_json::Value;
use std::collections::BTreeMap;
use talking_piece::app::protocol::message::Message;
use talking_piece::domain::line::Line;
use talking_piece::domain::meeting::Meeting;
use talking_piece::domain::record::form::Answer;
use talking_piece::domain::record::kinds::contribution;
use talking_piece::domain::record::{Record, typed_words};
use talking_piece::ui::Theme;

/// In each meeting.
const WANTED: usize = 5_000;

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

/// What a slip made of a line that is certain all the same: another valid answer.
struct Other {
    what: &'static str,
    /// The label of the field on the form, if it is one.
    label: &'static str,
    words: String,
}

/// The answers that are no text and are not as they were meant, in the first record of both.
fn others(as_meant: &Taken, taken: &Taken) -> Vec<Other> {
    let (Some((_, meant)), Some((_, got))) = (as_meant.records.first(), taken.records.first())
    else {
        return Vec::new();
    };
    let Some(kind) = got
        .kind()
        .filter(|kind| meant.is_a(kind) && !kind.command.is_empty())
    else {
        return Vec::new();
    };
    // Another person, child or entry is changed, which the heading of the form says.
    let is_another = (meant.id != got.id && !taken.told.contains("dds a new")).then(|| Other {
        what: "person, child or entry",
        label: kind.title,
        words: taken.after.editor().meeting.name(&got.id),
    });
    let Line::Form(form) = &taken.read else {
        return Vec::new();
    };
    let typed = &form.body.values;
    let (meant, got) = (meant.body().values, got.body().values);
    let meeting = &taken.after.editor().meeting;
    let changed = kind.fields.iter().filter_map(|field| {
        let value = got.get(field.name)?;
        // What the program fills in of itself no slip has changed.
        typed.contains_key(field.name).then_some(())?;
        let what = match field.answer {
            Answer::Text | Answer::Words => return None,
            // An agency that nobody here comes from is kept as it was typed.
            Answer::Agency if letters(&taken.whole).contains(&letters(value.as_str()?)) => {
                return None;
            }
            Answer::Date | Answer::PastDate | Answer::Time => "date",
            Answer::OneOf(_) | Answer::YesNo | Answer::ContributionKind => "choice",
            Answer::Number => "number",
            _ => "person, child or entry",
        };
        // The program's own letters for somebody new are no answer: that there is somebody new stands above the line.
        if matches!(field.answer, Answer::Code) && taken.told.contains("dds a new") {
            return None;
        }
        (meant.get(field.name) != Some(value)).then(|| Other {
            what,
            label: field.label,
            words: match field.answer.names_people() {
                true => shown_names(value, meeting),
                false => typed_words(field, value, meeting),
            },
        })
    });
    changed.chain(is_another).collect()
}

/// Names as the form shows them.
fn shown_names(value: &Value, meeting: &Meeting) -> String {
    let ids: Vec<&str> = match value {
        Value::Array(all) => all.iter().filter_map(Value::as_str).collect(),
        one => one.as_str().into_iter().collect(),
    };
    ids.iter().map(|id| meeting.called(id)).collect()
}

/// As far as letters go.
fn letters(text: &str) -> String {
    words(text).concat()
}

/// The screen while this line is typed and Enter is still to come.
fn screen(before: &Driver, typed: &str) -> Vec<String> {
    let mut d = before.clone();
    d.send(Message::Resize {
        columns: 200,
        rows: 70,
    });
    d.send(Message::Paste(typed.to_owned()));
    let theme = Theme::without_colour();
    let (buffer, _) = draw(&d.app, 200, 70, &theme);
    Screen::of(&buffer, None, theme.plain).below_the_header()
}

/// Whether a row of the form shows this answer behind its label.
fn is_shown(rows: &[String], other: &Other) -> bool {
    rows.iter().any(|row| {
        let row = letters(row);
        let behind = row.split_once(&letters(other.label));
        behind.is_some_and(|(_, shown)| shown.contains(&letters(&other.words)))
    })
}

#[derive(Default)]
struct Count {
    tried: usize,
    asked: usize,
    /// Valid all the same, and shown above the line or on its form: by what they are.
    apart: BTreeMap<&'static str, usize>,
    lost: Vec<String>,
    moved: Vec<String>,
    in_another_field: Vec<String>,
    not_shown: Vec<String>,
    by_slip: BTreeMap<&'static str, usize>,
}

/// The slip made the label of somebody else: their letters, or a name of theirs, as they were written down.
fn is_another_label(typed: &str, to: &str, meeting: &Meeting) -> bool {
    let names = names_of(to, meeting);
    let label = words(typed.split_once(':').map_or("", |(label, _)| label));
    label.last().is_some_and(|last| names.contains(last))
}

/// The slip made a sentence of it (`CH has everybody read it?`, `OH: that is true`) or left a few letters, or a `\` made it text; the
/// line says who goes on, or asks.
fn is_another_sentence(typed: &str, taken: &Taken) -> bool {
    const GOES_ON: [&str; 3] = ["has", "and", "is"];
    const CRIES: [&str; 2] = ["OH:", "NO:"];
    let mut words = typed.split_whitespace();
    let (first, second) = (words.next().unwrap_or(""), words.next().unwrap_or(""));
    let is_sentence =
        taken.told.contains("this too") && (GOES_ON.contains(&second) || CRIES.contains(&first));
    is_sentence || taken.told.starts_with("Who?") || typed.starts_with('\\')
}

impl Count {
    fn put(
        &mut self,
        name: &'static str,
        typed: &str,
        as_meant: &Taken,
        taken: &Taken,
        before: &Driver,
    ) {
        self.tried += 1;
        *self.by_slip.entry(name).or_default() += 1;
        self.asked += usize::from(taken.is_uncertain());
        let gone = lost(typed, taken);
        if !gone.is_empty() {
            self.lost.push(format!(
                "{name}: {typed:?}\n    lost {gone:?} ({:?})",
                taken.outcome
            ));
        }
        let meeting = &before.editor().meeting;
        if let Some((from, to)) = moved_speaker(as_meant, taken) {
            let is_named = taken.told.contains(&meeting.called(&to));
            if is_named && is_another_label(typed, &to, meeting) {
                *self.apart.entry("label").or_default() += 1;
            } else if is_another_sentence(typed, taken) {
                *self.apart.entry("sentence").or_default() += 1;
            } else {
                self.moved.push(format!(
                    "{name}: {typed:?}\n    {} instead of {} ({})",
                    meeting.called(&to),
                    meeting.called(&from),
                    taken.told
                ));
            }
        }
        if taken.is_uncertain() {
            return;
        }
        let others = others(as_meant, taken);
        let rows = if others.is_empty() {
            Vec::new()
        } else {
            screen(before, typed)
        };
        for other in &others {
            *self.apart.entry(other.what).or_default() += 1;
            if !is_shown(&rows, other) {
                self.not_shown.push(format!(
                    "{name}: {typed:?}\n    {}: {} is not in\n{}",
                    other.label,
                    other.words,
                    rows.join("\n")
                ));
            }
        }
        if let Some(what) = moved_field(as_meant, taken) {
            if typed.starts_with('\\') {
                *self.apart.entry("sentence").or_default() += 1;
            } else if others.is_empty() {
                self.in_another_field
                    .push(format!("{name}: {typed:?}\n    {what}"));
            }
        }
    }

    fn judge(&self) {
        let told = format!(
            "{} tried, {} asked about, apart {:?}\n{:#?}\nlost {}\n{}\nsaid by another {}\n{}\nin another field {}\n{}\nnot shown {}\n{}",
            self.tried,
            self.asked,
            self.apart,
            self.by_slip,
            self.lost.len(),
            self.lost.join("\n"),
            self.moved.len(),
            self.moved.join("\n"),
            self.in_another_field.len(),
            self.in_another_field.join("\n"),
            self.not_shown.len(),
            self.not_shown.join("\n"),
        );
        println!("{told}");
        assert!(self.tried >= WANTED, "{told}");
        assert!(
            self.by_slip.len() == SLIPS.len(),
            "a slip that was never made: {told}"
        );
        let silent = [
            &self.lost,
            &self.moved,
            &self.in_another_field,
            &self.not_shown,
        ];
        assert!(silent.iter().all(|all| all.is_empty()), "{told}");
    }
}

/// Goes through a meeting, with several slips in each line before it is typed as it should be, until there are enough.
fn go_through(mut d: Driver, lines: &[String], dice: &mut Dice) -> Count {
    d.app.one_line_at_a_time = true;
    let mut count = Count::default();
    let each = (WANTED + WANTED / 5) / lines.len() + 1;
    for line in lines {
        let as_meant = take(&d, line);
        for round in 0..each {
            let (name, slip) = SLIPS[(dice.below(SLIPS.len()) + round) % SLIPS.len()];
            if let Some(typed) = slip(line, dice).filter(|typed| typed != line) {
                count.put(name, &typed, &as_meant, &take(&d, &typed), &d);
            }
        }
        d = as_meant.after;
    }
    count
}

#[test]
fn a_word_that_is_gone_or_in_another_mouth_is_noticed() {
    let mut d = Driver::in_conference();
    d.app.one_line_at_a_time = true;
    for (typed, more) in [
        ("KS: she came", "KS: she came came"),
        ("KS: she came", "KS: zebra she came"),
        ("SW: she came", "SW KS: she came"),
        ("KS: + she came @ella", "KS: + she came @ella @zebra"),
        ("/view Ella; by: letter", "/view Ella; by: letter, zebra"),
        (
            "/action ring; who: SW; by: 12 Dec",
            "/action ring; who: SW HV; by: 12 Dec",
        ),
        (
            "/action ring; who: SW; by: 12 Dec",
            "/action ring; zebra: SW; by: 12 Dec",
        ),
        (
            "/action ring; who: SW; by: 12 Dec",
            "/action ring; who: SW; by: 12 Dec zebra",
        ),
        ("/leave HV", "/leave HV zebra"),
    ] {
        let taken = take(&d, typed);
        assert_eq!(lost(typed, &taken), [""; 0], "{typed}");
        assert_eq!(lost(more, &taken).len(), 1, "{more}");
    }
    let said = |line: &str| take(&d, line);
    assert!(moved_speaker(&said("KS: no"), &said("SW: no")).is_some());
    assert!(moved_speaker(&said("KS: no"), &said("QX: no")).is_none());
    let family = said("/decision Ella; is: no plan; family: nobody shouts");
    let childs = said("/decision Ella; is: no plan; child thinks: nobody shouts");
    assert!(moved_field(&childs, &family).is_some());
}

#[test]
fn five_thousand_slips_in_a_conference_lose_no_word_and_give_none_to_another_in_silence() {
    let d = Driver::with_agenda("restorative-icpc");
    go_through(d, &conference_lines(2026), &mut Dice::new(10)).judge();
}

#[test]
fn five_thousand_slips_in_its_review_lose_no_word_and_give_none_to_another_in_silence() {
    let mut held = Driver::with_agenda("restorative-icpc");
    held.app.one_line_at_a_time = true;
    for line in &conference_lines(2026) {
        held.enter(line);
    }
    let then = Driver::at_home().now + Duration::weeks(12);
    let d = begun_from_on(&held.editor().meeting, "restorative-rcpc", then);
    go_through(d, &review_lines(2027), &mut Dice::new(11)).judge();
}
