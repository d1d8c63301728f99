//! What is said when something cannot be done: what happened, what is safe, what to do next.

use std::fmt;

/// Where the cause is. The exit code of the command line follows from it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum ProblemKind {
    /// In what was asked for: the same again would be refused again.
    WrongInput,
    /// In what could not be saved or read.
    NotSavedOrRead,
}

/// Why something was not done. It reads as the three parts, one after the other.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Problem {
    pub kind: ProblemKind,
    happened: String,
    safe: String,
    next: String,
}

impl Problem {
    fn new(kind: ProblemKind, happened: impl Into<String>) -> Problem {
        Problem {
            kind,
            happened: happened.into(),
            safe: String::new(),
            next: String::new(),
        }
    }

    #[must_use]
    pub fn wrong_input(happened: impl Into<String>) -> Problem {
        Problem::new(ProblemKind::WrongInput, happened)
    }

    /// Something could not be saved or read.
    #[must_use]
    pub fn not_saved_or_read(happened: impl Into<String>) -> Problem {
        Problem::new(ProblemKind::NotSavedOrRead, happened)
    }

    /// Only what happened, where what to do stands elsewhere.
    pub fn happened(&self) -> &str {
        &self.happened
    }

    #[must_use]
    pub fn safe(mut self, words: impl Into<String>) -> Problem {
        self.safe = words.into();
        self
    }

    #[must_use]
    pub fn next(mut self, words: impl Into<String>) -> Problem {
        self.next = words.into();
        self
    }
}

impl fmt::Display for Problem {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.happened)?;
        for part in [&self.safe, &self.next] {
            if !part.is_empty() {
                write!(f, " {part}")?;
            }
        }
        Ok(())
    }
}

impl std::error::Error for Problem {}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_problem_reads_as_its_parts_one_after_the_other() {
        let problem = Problem::not_saved_or_read("The disk is full.");
        assert_eq!(problem.to_string(), "The disk is full.");
        let problem = problem.next("Free some space.");
        assert_eq!(problem.to_string(), "The disk is full. Free some space.");
        let problem = problem.safe("Every entry is safe.");
        assert_eq!(
            problem.to_string(),
            "The disk is full. Every entry is safe. Free some space."
        );
    }
}
