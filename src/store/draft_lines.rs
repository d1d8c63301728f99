//! The format of draft files: edits to bytes, and a file cut off anywhere back to text.

use serde::Deserialize;
use serde_json::Value;

#[derive(Debug, Clone, PartialEq)]
pub struct DraftLine {
    /// Its number in its session; the record that uses it up names it.
    pub n: u64,
    /// What the line is for, in the program's own terms: section, speaker, entry being changed.
    pub purpose: Value,
    pub text: String,
}

impl DraftLine {
    /// Replaces `removed` bytes at byte `at` by `inserted`. `false`, with nothing changed, when that is not on
    /// character boundaries inside the text.
    pub fn edit(&mut self, at: usize, removed: usize, inserted: &str) -> bool {
        let fits = at.checked_add(removed).is_some_and(|end| {
            end <= self.text.len()
                && self.text.is_char_boundary(at)
                && self.text.is_char_boundary(end)
        });
        if fits {
            self.text.replace_range(at..at + removed, inserted);
        }
        fits
    }
}

#[derive(Deserialize)]
#[serde(untagged)]
enum Step {
    Edit(usize, usize, String),
    Begin {
        draft: u64,
        #[serde(rename = "for")]
        purpose: Value,
        #[serde(default)]
        done: Vec<u64>,
    },
    /// Written by older versions; this one begins a new draft line instead.
    Purpose {
        #[serde(rename = "for")]
        purpose: Value,
    },
    Aside {
        aside: String,
    },
    Taken {
        taken: usize,
    },
}

fn line(value: &Value) -> Vec<u8> {
    let mut bytes = value.to_string().into_bytes();
    bytes.push(b'\n');
    bytes
}

/// Begins draft line `n`. `done` are earlier lines that no record uses up: commands that were carried out, and stashed
/// lines. They must not be offered again.
#[must_use]
pub fn begin(n: u64, purpose: &Value, done: &[u64]) -> Vec<u8> {
    let mut value = serde_json::json!({"draft": n, "for": purpose});
    if let (false, Some(map)) = (done.is_empty(), value.as_object_mut()) {
        map.insert("done".to_owned(), done.into());
    }
    line(&value)
}

#[must_use]
pub fn edit(at: usize, removed: usize, inserted: &str) -> Vec<u8> {
    line(&serde_json::json!([at, removed, inserted]))
}

#[must_use]
pub fn aside(text: &str) -> Vec<u8> {
    line(&serde_json::json!({"aside": text}))
}

/// `index` counts the stashed texts as they are now.
#[must_use]
pub fn taken(index: usize) -> Vec<u8> {
    line(&serde_json::json!({"taken": index}))
}

/// The whole lines of a file. Anything after the last line end is incomplete.
fn steps(bytes: &[u8]) -> impl Iterator<Item = Option<Step>> {
    bytes
        .split_inclusive(|&b| b == b'\n')
        .filter_map(|line| line.strip_suffix(b"\n"))
        .map(|line| serde_json::from_slice(line).ok())
}

#[must_use]
pub fn is_whole(bytes: &[u8]) -> bool {
    bytes.last().is_none_or(|last| *last == b'\n') && steps(bytes).all(|step| step.is_some())
}

/// A letter or two at the end are what a power cut may take; this many bytes are words.
const CUT_OFF: usize = 64;

/// Whether words in a file cannot be read.
#[must_use]
pub fn is_damaged(bytes: &[u8]) -> bool {
    let end = bytes
        .rsplit(|byte| *byte == b'\n')
        .next()
        .unwrap_or_default();
    end.len() > CUT_OFF || end.contains(&0) || steps(bytes).any(|step| step.is_none())
}

/// The draft lines in a file, oldest first. Whatever was cut off or damaged, each is as it was after some whole edit: a
/// line that cannot be read freezes the draft line it belongs to.
#[must_use]
pub fn read_lines(bytes: &[u8]) -> Vec<DraftLine> {
    let mut lines = Vec::new();
    let mut current: Option<DraftLine> = None;
    let mut whole = true;
    for step in steps(bytes) {
        match (step, &mut current) {
            (Some(Step::Begin { draft, purpose, .. }), _) => {
                lines.extend(current.take());
                current = Some(DraftLine {
                    n: draft,
                    purpose,
                    text: String::new(),
                });
                whole = true;
            }
            (Some(Step::Edit(at, removed, inserted)), Some(line)) if whole => {
                line.edit(at, removed, &inserted);
            }
            (Some(Step::Purpose { purpose }), Some(line)) if whole => line.purpose = purpose,
            (None, _) => whole = false,
            _ => {}
        }
    }
    lines.extend(current);
    lines
}

#[must_use]
pub fn read_done(bytes: &[u8]) -> Vec<u64> {
    let begun = steps(bytes).flatten().map(|step| match step {
        Step::Begin { done, .. } => done,
        _ => Vec::new(),
    });
    begun.flatten().collect()
}

/// Oldest first.
#[must_use]
pub fn read_asides(bytes: &[u8]) -> Vec<String> {
    let mut asides = Vec::new();
    for step in steps(bytes).flatten() {
        match step {
            Step::Aside { aside } => asides.push(aside),
            Step::Taken { taken } if taken < asides.len() => {
                asides.remove(taken);
            }
            _ => {}
        }
    }
    asides
}
