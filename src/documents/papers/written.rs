//! What was written for one person, and how the meeting notes it.

use crate::domain::record::Body;
use crate::domain::record::kinds::papers_written;
use crate::domain::visibility::Visibility;
use chrono::NaiveDate;
use serde_json::json;

#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Written {
    /// The id of the person or child.
    pub who: String,
    /// The names of the papers, as they are typed.
    pub papers: Vec<&'static str>,
    pub on: NaiveDate,
    /// Of signed-off minutes.
    pub version: Option<u64>,
}

impl Written {
    pub fn body(&self) -> Body {
        let mut body = Body {
            visibility: Visibility::Restricted,
            ..Body::default()
        };
        let mut put = |name: &str, value| body.values.insert(name.to_owned(), value);
        put(papers_written::WHO.name, json!(self.who));
        put(papers_written::PAPERS.name, json!(self.papers.join(", ")));
        put(papers_written::ON.name, json!(self.on.to_string()));
        if let Some(number) = self.version {
            put(papers_written::VERSION.name, json!(number));
        }
        body
    }
}
