//! A minutes file from another machine or an older program, on its way in: checked, cleaned, brought to today's shape,
//! and without anything the file itself marks as restricted.

use super::marked::keep_back;
use super::not_taken::not_taken;
use super::read::{self, NotMinutes, read_minutes, version_of};
use super::upgrade::upgrade;
use super::write::pretty;
use super::{FORMAT, OpenMinutes, VERSION, carry_unknown, read_restricted};
use crate::domain::minutes::schema;
use crate::domain::problem::Problem;
use crate::domain::text::sanitise::clean;
use chrono::{DateTime, FixedOffset};
use serde_json::{Map, Value};

#[derive(Debug, Clone, PartialEq)]
pub struct Arriving {
    pub id: String,
    pub value: Value,
    pub text: String,
    /// The newest time in it.
    pub newest: Option<DateTime<FixedOffset>>,
    pub steps: Vec<&'static str>,
    /// Whether anything in the file is missing from `text`: the file itself must then be kept too.
    pub is_changed: bool,
    /// What is in the file and not in `text`, by place: `contributions, row 3, text`. Never the words themselves.
    pub not_taken: Vec<String>,
}

/// Why a file is not taken.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum NotTaken {
    NotJson {
        /// From 1.
        line: usize,
        /// From 1; 0 at the end of a line.
        column: usize,
        is_cut: bool,
    },
    /// It is no minutes file.
    NotMinutes(NotMinutes),
    TooNew(u64),
    /// It does not say which meeting it is of.
    NoMeeting,
    /// It is the restricted part of another meeting.
    OtherMeeting,
}

impl From<NotTaken> for Problem {
    fn from(why: NotTaken) -> Self {
        let (happened, next) = match why {
            NotTaken::NotJson {
                line,
                column,
                is_cut: true,
            } => (
                format!(
                    "line {line}, column {column}: the file ends in the middle, as after a copy that was stopped."
                ),
                "Copy it again.",
            ),
            NotTaken::NotJson {
                line,
                column,
                is_cut: false,
            } => (
                format!(
                    "line {line}, column {column}: what is here is not written as in a minutes file (JSON)."
                ),
                "Copy it again from where it came from.",
            ),
            NotTaken::NotMinutes(why) => return why.into(),
            NotTaken::TooNew(version) => (
                format!(
                    "A newer talking-piece wrote it (version {version} of the file; this program knows {VERSION})."
                ),
                "Import it with the newer program.",
            ),
            NotTaken::NoMeeting => (
                "It does not say which meeting it is of (meeting, id).".to_owned(),
                "Copy the minutes.json again from where it came from.",
            ),
            NotTaken::OtherMeeting => {
                return Problem::not_saved_or_read("It is the restricted part of another meeting.")
                    .safe("It was not changed, and not taken.");
            }
        };
        Problem::not_saved_or_read(happened)
            .safe("It was not changed.")
            .next(next)
    }
}

fn json(file: &[u8]) -> Result<Value, NotTaken> {
    let file = file.strip_prefix(b"\xef\xbb\xbf").unwrap_or(file);
    serde_json::from_slice(file).map_err(|error| NotTaken::NotJson {
        line: error.line(),
        column: error.column(),
        is_cut: error.is_eof(),
    })
}

pub fn arriving(file: &[u8]) -> Result<Arriving, NotTaken> {
    let given = json(file)?;
    let version = version_of(&given, FORMAT).map_err(NotTaken::NotMinutes)?;
    if version > VERSION {
        return Err(NotTaken::TooNew(version));
    }
    let mut value = cleaned(&given);
    let steps = upgrade(&mut value, version);
    let mut closed = value.clone();
    keep_back(&mut closed);
    let read = read_minutes(&closed).map_err(NotTaken::NotMinutes)?;
    let id = read.minutes.header().id.clone();
    if id.is_empty() {
        return Err(NotTaken::NoMeeting);
    }
    let mut kept = read.minutes.to_value();
    carry_unknown(&schema::minutes_schema(), &closed, &mut kept);
    Ok(Arriving {
        id,
        text: pretty(&kept),
        newest: read.minutes.newest(),
        steps,
        is_changed: kept != given,
        not_taken: not_taken(&value, &kept),
        value: kept,
    })
}

/// Whether a file is the restricted part of this meeting.
pub fn restricted_arriving(file: &[u8], meeting: &str) -> Result<(), NotTaken> {
    let value = json(file)?;
    let (_, version) = read_restricted(&value).map_err(NotTaken::NotMinutes)?;
    if version > VERSION {
        return Err(NotTaken::TooNew(version));
    }
    let object = value.as_object();
    match object.and_then(|object| read::text(object, "meeting")) {
        Some(of) if of == meeting => Ok(()),
        _ => Err(NotTaken::OtherMeeting),
    }
}

/// Every text without what could drive a terminal or hide words.
pub fn cleaned(value: &Value) -> Value {
    match value {
        Value::String(text) => Value::String(clean(text).text.into_owned()),
        Value::Array(items) => Value::Array(items.iter().map(cleaned).collect()),
        Value::Object(object) => {
            let clean_one =
                |(name, value): (&String, &Value)| (clean(name).text.into_owned(), cleaned(value));
            Value::Object(object.iter().map(clean_one).collect::<Map<_, _>>())
        }
        other => other.clone(),
    }
}

impl OpenMinutes {
    /// The newest time in them.
    pub fn newest(&self) -> Option<DateTime<FixedOffset>> {
        let header = self.header();
        let of_header = [header.created_at, header.began_at, header.closed_at];
        let records = self.records().iter().map(|record| Some(record.at()));
        of_header.into_iter().chain(records).flatten().max()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    fn sample() -> crate::domain::meeting::Meeting {
        let mut sample = crate::domain::minutes::sample::Sample::family();
        sample.says("KQ: I was scared to tell anyone");
        sample.meeting
    }

    fn sample_file() -> Value {
        super::super::open_minutes(&sample()).to_value()
    }

    #[test]
    fn minutes_of_this_program_arrive_as_they_are() {
        let file = sample_file();
        let came = arriving(file.to_string().as_bytes()).unwrap();
        assert_eq!(came.value, file);
        assert!(
            !came.is_changed && came.steps.is_empty(),
            "{:?}",
            came.steps
        );
        assert!(came.newest.is_some());
    }

    #[test]
    fn words_planted_where_the_file_says_restricted_stay_out() {
        let mut file = sample_file();
        let list = file["contributions"].as_array_mut().unwrap();
        let first = list[0].as_object_mut().unwrap();
        first.insert("visibility".into(), json!("restricted"));
        first.insert("text".into(), json!("Nowhere Lane"));
        first.insert("of the future".into(), json!("Nowhere Lane"));
        let came = arriving(file.to_string().as_bytes()).unwrap();
        assert!(came.is_changed);
        assert!(!came.text.contains("Nowhere Lane"), "{}", came.text);
    }

    #[test]
    fn signs_that_drive_a_terminal_stay_out() {
        let mut file = sample_file();
        file["contributions"][0]["text"] = json!("a\u{1b}]0;b\u{7}\u{202e}c");
        file["unknown\u{1b}"] = json!(["\u{9b}31m"]);
        let came = arriving(file.to_string().as_bytes()).unwrap();
        let bad = |letter: char| (letter.is_control() && letter != '\n') || letter == '\u{202e}';
        assert!(
            !came.text.contains("\\u") && !came.text.contains(bad),
            "{}",
            came.text
        );
        assert!(came.is_changed);
    }

    #[test]
    fn what_is_no_minutes_file_is_refused_with_its_place() {
        let text = sample_file().to_string();
        let cut = arriving(&text.as_bytes()[..text.len() / 2]).unwrap_err();
        let cut = Problem::from(cut);
        assert!(cut.to_string().contains("line 1, column"), "{cut}");
        let wrong = arriving(b"{\n  \"format\": nonsense\n}").unwrap_err();
        let wrong = Problem::from(wrong);
        assert!(wrong.to_string().starts_with("line 2, column 1"), "{wrong}");
        assert!(matches!(arriving(b"[1]"), Err(NotTaken::NotMinutes(_))));
        let mut newer = sample_file();
        newer["version"] = json!(99);
        assert_eq!(
            arriving(newer.to_string().as_bytes()),
            Err(NotTaken::TooNew(99))
        );
        let mut nameless = sample_file();
        nameless["meeting"]["id"] = json!("");
        assert_eq!(
            arriving(nameless.to_string().as_bytes()),
            Err(NotTaken::NoMeeting)
        );
    }
}
