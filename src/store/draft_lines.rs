//! The lines of a draft file: how an edit becomes bytes, and how a file cut anywhere becomes text again. Pure: it must
//! not know files.

use serde::Deserialize;
use serde_json::Value;

/// A half-typed line as it was on the screen.
#[derive(Debug, Clone, PartialEq)]
pub struct DraftLine {
    /// Its number in its session; the record that uses it up names it.
    pub n: u64,
    /// What the line is for, in the program's own terms: section, speaker, entry being changed.
    pub purpose: Value,
    /// What was typed.
    pub text: String,
}

impl DraftLine {
    /// Puts `inserted` in the place of `removed` bytes at byte `at`. `false`, and nothing done, when that is not on
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

/// What can stand on a line of a draft file.
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
    /// Of an older program: this one begins a draft line anew instead.
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

/// The line that begins draft line `n`. `done` are the lines before it that no record uses up: commands that were
/// carried out, and lines set aside. They must not be offered again.
#[must_use]
pub fn begin(n: u64, purpose: &Value, done: &[u64]) -> Vec<u8> {
    let mut value = serde_json::json!({"draft": n, "for": purpose});
    if let (false, Some(map)) = (done.is_empty(), value.as_object_mut()) {
        map.insert("done".to_owned(), done.into());
    }
    line(&value)
}

/// The line for one edit.
#[must_use]
pub fn edit(at: usize, removed: usize, inserted: &str) -> Vec<u8> {
    line(&serde_json::json!([at, removed, inserted]))
}

/// The line that keeps a text set aside.
#[must_use]
pub fn aside(text: &str) -> Vec<u8> {
    line(&serde_json::json!({"aside": text}))
}

/// The line that says that aside number `index`, of those there are now, was taken back.
#[must_use]
pub fn taken(index: usize) -> Vec<u8> {
    line(&serde_json::json!({"taken": index}))
}

/// The whole lines of a file. What follows the last line end was not written to its end.
fn steps(bytes: &[u8]) -> impl Iterator<Item = Option<Step>> {
    bytes
        .split_inclusive(|&b| b == b'\n')
        .filter_map(|line| line.strip_suffix(b"\n"))
        .map(|line| serde_json::from_slice(line).ok())
}

/// Whether every line of a file was read: nothing was cut off or damaged.
#[must_use]
pub fn is_whole(bytes: &[u8]) -> bool {
    bytes.last().is_none_or(|last| *last == b'\n') && steps(bytes).all(|step| step.is_some())
}

/// The draft lines in a file, oldest first. Whatever was cut or damaged, each is as it was after some whole edit: at
/// the first line that cannot be read, the draft line it belongs to stays as it was.
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

/// The lines that a file says are done with although no record uses them up.
#[must_use]
pub fn read_done(bytes: &[u8]) -> Vec<u64> {
    let begun = steps(bytes).flatten().map(|step| match step {
        Step::Begin { done, .. } => done,
        _ => Vec::new(),
    });
    begun.flatten().collect()
}

/// The texts set aside in a file of them, oldest first.
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
