//! What a section records (its mode), and whose voice comes first. Words of a newer program are kept.
//! Must not know how a mode looks on a screen.

use serde::{Deserialize, Serialize};

/// What a section records, and with which table.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(from = "String", into = "String")]
pub enum Mode {
    /// What people say.
    #[default]
    Contributions,
    /// What people say, about one child after the other.
    PerChild,
    /// What each child says, and in which way.
    ChildsViews,
    /// Who is here, how, and who sent apologies or a report.
    Attendance,
    /// Actions and what-ifs.
    Plan,
    /// The view of each agency and the decision, for each child.
    Decision,
    /// Dates to set.
    Dates,
    /// Questions that are answered with yes or no, and why.
    YesNoReason,
    /// Scales.
    Scale,
    /// The family on its own: nothing is recorded but beginning and end.
    PrivateTime,
    /// A text that is read aloud.
    Statement,
    /// A mode of a newer program: recorded like contributions.
    Other(String),
}

/// Whose voice is asked for.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(from = "String", into = "String")]
pub enum Voice {
    /// The child, or whoever brings the child's views.
    Child,
    /// Parents, carers, relatives, friends.
    Family,
    /// The social worker of the children.
    SocialWorker,
    /// All other professionals.
    Professionals,
    /// The Chair.
    Chair,
    /// Everybody, in the order they sit.
    Everyone,
    /// A voice of a newer program.
    Other(String),
}

/// One word of a file for each variant, in both directions.
macro_rules! words {
    ($kind:ident: $($variant:ident $word:literal),+) => {
        impl $kind {
            /// The word that files use.
            pub fn word(&self) -> &str {
                match self {
                    $($kind::$variant => $word,)+
                    $kind::Other(word) => word,
                }
            }
        }
        impl From<String> for $kind {
            fn from(word: String) -> Self {
                match word.as_str() {
                    $($word => $kind::$variant,)+
                    _ => $kind::Other(word),
                }
            }
        }
        impl From<&str> for $kind {
            fn from(word: &str) -> Self {
                $kind::from(word.to_string())
            }
        }
        impl From<$kind> for String {
            fn from(value: $kind) -> String {
                value.word().to_string()
            }
        }
    };
}

words!(Mode:
    Contributions "contributions", PerChild "per_child", ChildsViews "childs_views", Attendance "attendance",
    Plan "plan", Decision "decision", Dates "dates", YesNoReason "yes_no_reason", Scale "scale",
    PrivateTime "private_time", Statement "statement");

words!(Voice:
    Child "child", Family "family", SocialWorker "social_worker", Professionals "professionals",
    Chair "chair", Everyone "everyone");
