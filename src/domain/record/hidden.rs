//! The part of a record that nobody is to see yet: a score that waits for the others. It is taken out of the record
//! itself, so that no screen, page or file can show it by mistake. `scores.rs` decides when it may be seen.

use super::form::Field;
use super::{Body, Former, Record, Values};
use serde_json::Value;
use std::collections::BTreeMap;
use std::fmt;

/// Answers that wait. The only ways out are [`Record::body`], for a change, and the fold, once they may be seen.
#[derive(Clone, Default, PartialEq)]
pub struct Hidden {
    values: Values,
    to_confirm: BTreeMap<String, String>,
    former: Vec<Former>,
    struck_because: String,
}

impl fmt::Debug for Hidden {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("(hidden)")
    }
}

impl Hidden {
    pub(super) fn add_to(&self, body: &mut Body) {
        body.values.extend(self.values.clone());
        body.to_confirm.extend(self.to_confirm.clone());
    }
}

impl Record {
    /// Its answers to fields that are hidden at first are in, and may not be seen yet.
    pub fn is_hidden(&self) -> bool {
        self.hidden.is_some()
    }

    /// Takes out what is not to be seen: those answers, everything that could not be read (it could be anything), what
    /// it was before, and why it was struck out.
    pub(in crate::domain) fn hide(&mut self) {
        let fields = self.kind().map_or(&[][..], |kind| kind.fields);
        let mut hidden = self.hidden.take().unwrap_or_default();
        for field in fields.iter().filter(|field| field.hidden_at_first) {
            if let Some(value) = self.values.remove(field.name) {
                hidden.values.insert(field.name.to_owned(), value);
            }
        }
        hidden.to_confirm.append(&mut self.to_confirm);
        hidden.former.append(&mut self.former);
        if let Some(struck) = self.struck.as_mut() {
            hidden
                .struck_because
                .push_str(&std::mem::take(&mut struck.reason));
        }
        self.hidden = Some(hidden);
    }

    pub(in crate::domain) fn uncover(&mut self) {
        let Some(hidden) = self.hidden.take() else {
            return;
        };
        self.values.extend(hidden.values);
        self.to_confirm.extend(hidden.to_confirm);
        self.former = hidden.former;
        if let Some(struck) = self.struck.as_mut() {
            struck.reason = hidden.struck_because;
        }
    }

    /// An answer, hidden or not: for the rules alone.
    pub(in crate::domain) fn whole_answer(&self, field: &Field) -> Option<&Value> {
        let hidden = self.hidden.as_ref();
        self.values
            .get(field.name)
            .or_else(|| hidden.and_then(|hidden| hidden.values.get(field.name)))
    }
}
