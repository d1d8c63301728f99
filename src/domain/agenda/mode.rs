//! What a section records (its mode), and whose voice comes first. Words of a newer program are kept.

use serde::{Deserialize, Serialize};

#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(from = "String", into = "String")]
pub enum Mode {
    #[default]
    Contributions,
    PerChild,
    ChildsViews,
    Attendance,
    Plan,
    Decision,
    Dates,
    /// Questions that are answered with yes or no, and why.
    YesNoReason,
    Scale,
    /// The family on its own: nothing is recorded but beginning and end.
    PrivateTime,
    Statement,
    /// A mode of a newer program: recorded like contributions.
    Other(String),
}

#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(from = "String", into = "String")]
pub enum Voice {
    Child,
    Family,
    SocialWorker,
    Professionals,
    Chair,
    Everyone,
    Other(String),
}

/// What a date is that a section sets: the timescales, the series of core groups and what is due follow from it.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(from = "String", into = "String")]
pub enum DateIs {
    CoreGroup,
    Review,
    CheckIn,
    #[default]
    Neither,
    Other(String),
}

macro_rules! words {
    ($kind:ident: $($variant:ident $word:literal),+) => {
        impl $kind {
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

words!(DateIs:
    CoreGroup "core_group", Review "review", CheckIn "check_in", Neither "other");

words!(Voice:
    Child "child", Family "family", SocialWorker "social_worker", Professionals "professionals",
    Chair "chair", Everyone "everyone");
