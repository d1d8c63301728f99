//! How a meeting is linked to others: which one a review began from.

use super::read::header;
use super::{FORMAT, OpenMinutes};
use crate::domain::record::Values;
use chrono::{DateTime, FixedOffset};

/// What has to be known of every meeting to find the chain of one: small enough to be kept in an index.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Link {
    pub id: String,
    /// The meeting it began from; empty if there is none.
    pub review_of: String,
    pub at: Option<DateTime<FixedOffset>>,
    /// It was put away, so it is no part of what happened in this family.
    pub is_put_away: bool,
}

impl Link {
    pub fn of(minutes: &OpenMinutes) -> Link {
        let header = minutes.header();
        Link {
            id: header.id.clone(),
            review_of: header.review_of.0.clone(),
            at: header.began_at.or(header.created_at),
            is_put_away: header.put_away.is_some(),
        }
    }
}

/// How a meeting is linked to others. Reads nothing else in its minutes file.
pub fn link_of(file: &[u8]) -> Option<Link> {
    #[derive(serde::Deserialize)]
    struct File {
        format: String,
        meeting: Values,
    }
    let file: File = serde_json::from_slice(file).ok()?;
    if file.format != FORMAT {
        return None;
    }
    let header = header(&file.meeting);
    Some(Link {
        id: header.id,
        review_of: header.review_of.0,
        at: header.began_at.or(header.created_at),
        is_put_away: header.put_away.is_some(),
    })
}
