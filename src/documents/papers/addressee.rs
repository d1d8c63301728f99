//! Whom a paper is for, and which children it may tell them about.

use crate::domain::minutes::reader_view::{ReaderView, RecordView};
use crate::domain::record::form::Field;
use crate::domain::record::kinds::child;

#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Addressee {
    /// The id of the person; `None`: nobody in particular.
    pub person: Option<String>,
    /// The ids of the children that the paper may be about; `None`: all of the meeting.
    pub children: Option<Vec<String>>,
}

impl Addressee {
    pub fn of_child(id: &str) -> Addressee {
        Addressee {
            person: None,
            children: Some(vec![id.to_owned()]),
        }
    }

    pub(super) fn has(&self, child: &str) -> bool {
        let own = self.children.as_ref();
        own.is_none_or(|own| own.iter().any(|id| id == child))
    }

    /// The children of the paper whom its reader sees.
    pub(super) fn children<'r>(&self, reading: &'r ReaderView<'_>) -> Vec<&'r RecordView> {
        let all = reading.holding(&child::KIND);
        all.filter(|child| self.has(&child.id)).collect()
    }

    /// Whether a record belongs in the paper: it names one of these children, or no child at all.
    pub(super) fn is_about(&self, seen: &RecordView, children: &Field) -> bool {
        let mut named = seen.list(children);
        named.extend(Some(seen.text(children)).filter(|id| !id.is_empty()));
        named.is_empty() || named.into_iter().any(|id| self.has(id))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn nobody_in_particular_may_read_of_all_children_and_a_child_of_itself() {
        assert!(Addressee::default().has("k1"));
        let ella = Addressee::of_child("k1");
        assert!(ella.has("k1") && !ella.has("k2"));
        let of_none = Addressee {
            children: Some(Vec::new()),
            ..Addressee::default()
        };
        assert!(!of_none.has("k1"));
    }
}
