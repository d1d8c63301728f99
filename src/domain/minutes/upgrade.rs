//! Upgrades minutes files of earlier programs: the one list of steps, oldest first. A step that finds nothing to do
//! changes nothing, so that any file may go through all of them. The caller keeps privately whatever a step takes out.

use super::VERSION;
use crate::domain::record::{KINDS, Kind, Values};
use serde_json::{Value, json};

struct Step {
    up_to: u64,
    words: &'static str,
    /// Does it; `true` when something was changed.
    change: fn(&mut Value) -> bool,
}

/// When each is needed: earlier shapes of version 1 had no status and no list of versions, and were less strict about
/// who may hear a child's wish.
const STEPS: &[Step] = &[
    Step {
        up_to: 1,
        words: "it says now that the minutes are a draft",
        change: status,
    },
    // In a file of today, too: another program or a person may have made it.
    Step {
        up_to: VERSION,
        words: "what must be restricted by today's rules was taken out",
        change: restrict,
    },
];

/// Brings a minutes file to the shape of today. What was done, in words.
pub(super) fn upgrade(file: &mut Value, version: u64) -> Vec<&'static str> {
    let steps = STEPS
        .iter()
        .filter(|step| version <= step.up_to.min(VERSION));
    steps
        .filter(|step| (step.change)(file))
        .map(|step| step.words)
        .collect()
}

/// Where the minutes stand: before there were sign-offs, all were drafts.
fn status(file: &mut Value) -> bool {
    let Some(meeting) = file.get_mut("meeting").and_then(Value::as_object_mut) else {
        return false;
    };
    if meeting.contains_key("status") {
        return false;
    }
    meeting.insert("status".to_owned(), json!("draft"));
    true
}

/// Restricts records that a rule of their kind makes restricted today but that are open in the file.
fn restrict(file: &mut Value) -> bool {
    let mut changed = false;
    for kind in KINDS {
        let Some(must) = kind.must_be_restricted else {
            continue;
        };
        let list = file.get_mut(kind.plural).and_then(Value::as_array_mut);
        for record in list.into_iter().flatten().filter_map(Value::as_object_mut) {
            if is_open(record) && must(&answers(kind, record)) {
                record.retain(|name, _| ["id", "at", "section"].contains(&name.as_str()));
                record.insert("visibility".to_owned(), json!("restricted"));
                changed = true;
            }
        }
    }
    changed
}

fn is_open(record: &Values) -> bool {
    !record.contains_key("struck_out_at")
        && record
            .get("visibility")
            .is_none_or(|visibility| visibility.as_str() == Some("everyone"))
}

/// The answers of a record, including those that could not be read.
fn answers(kind: &Kind, record: &Values) -> Values {
    let typed = record.get("to_confirm").and_then(Value::as_object);
    let typed = typed.into_iter().flatten();
    record
        .iter()
        .filter(|(name, _)| kind.field(name).is_some())
        .chain(typed)
        .map(|(name, value)| (name.clone(), value.clone()))
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_the_rules_of_today_restrict_leaves_no_word() {
        let view = |shared: &str| json!({"id": "v1", "at": "2026-11-22T10:00:00+00:00", "section": "s", "shared": shared, "words": "only for the Chair"});
        let mut file =
            json!({"meeting": {}, "childs_views": [view("chair_only"), view("read_out")]});
        let steps = upgrade(&mut file, 1);
        assert_eq!(steps.len(), 2, "{steps:?}");
        let views = file["childs_views"].clone();
        assert_eq!(
            views[0],
            json!({"id": "v1", "at": "2026-11-22T10:00:00+00:00", "section": "s", "visibility": "restricted"})
        );
        assert_eq!(views[1], view("read_out"));
        assert_eq!(file["meeting"]["status"], "draft");
        assert_eq!(upgrade(&mut file, 1), Vec::<&str>::new(), "once is enough");
    }
}
